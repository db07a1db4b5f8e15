package dev.cairn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Property
    void aSliceEqualsACopyOfTheSameBytes(@ForAll byte[] before, @ForAll byte[] content, @ForAll byte[] after) {
        byte[] whole = new byte[before.length + content.length + after.length];
        System.arraycopy(before, 0, whole, 0, before.length);
        System.arraycopy(content, 0, whole, before.length, content.length);
        System.arraycopy(after, 0, whole, before.length + content.length, after.length);
        Bytes slice = Bytes.slice(whole, before.length, content.length);
        Bytes alone = Bytes.wrap(content);
        assertThat(slice).isEqualTo(alone).hasSameHashCodeAs(alone).isEqualByComparingTo(alone);
        assertThat(slice.toArray()).isEqualTo(content);
        assertThat(Bytes.ofHex(slice.toHex())).isEqualTo(alone);
        assertThat(slice.copy()).isEqualTo(alone);
        assertThat(slice.contentEquals(content, 0, content.length)).isTrue();
    }

    @Property
    void orderIsThatOfUnsignedBytes(@ForAll byte[] left, @ForAll byte[] right) {
        int order = Integer.signum(Bytes.wrap(left).compareTo(Bytes.wrap(right)));
        assertThat(order).isEqualTo(Integer.signum(Arrays.compareUnsigned(left, right)));
        assertThat(Bytes.wrap(left).equals(Bytes.wrap(right))).isEqualTo(order == 0);
    }

    @Test
    void aCopyDoesNotKeepTheLargerArrayAlive() {
        byte[] large = {1, 2, 3};
        Bytes copy = Bytes.slice(large, 1, 1).copy();
        large[1] = 9;
        assertThat(copy.at(0)).isEqualTo((byte) 2);
    }

    @Test
    void theEmptyRunIsARunLikeAnyOther() {
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
        assertThat(Bytes.EMPTY).isEqualTo(Bytes.wrap(new byte[0])).isLessThan(Bytes.ofHex("00"));
        assertThat(Bytes.ofHex("00").isEmpty()).isFalse();
        assertThat(Bytes.EMPTY).isNotEqualTo("");
    }

    @Test
    void aSliceOutsideItsArrayIsRefused() {
        byte[] three = new byte[3];
        for (int[] slice : new int[][] {{-1, 1}, {0, 4}, {3, 1}, {1, Integer.MAX_VALUE}, {0, -1}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> Bytes.slice(three, slice[0], slice[1]))
                    .withMessageContaining("inside an array of 3 bytes");
        }
        assertThat(Bytes.slice(three, 3, 0)).isEqualTo(Bytes.EMPTY);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Bytes.slice(three, 1, 1).at(1));
    }

    @Test
    void messagesShowLongRunsCut() {
        assertThat(Bytes.ofHex("0aff")).hasToString("0x0aff");
        assertThat(Bytes.wrap(new byte[33]).toString())
                .endsWith("00… (33 bytes)")
                .hasSize(2 + 64 + 12);
    }
}
