package dev.cairn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdSpaceTest {

    @Property(tries = 2_000)
    void aPermutationHasAWayBack(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int bytes, @ForAll long anyNumber) {
        long number = anyNumber & (-1L >>> (64 - 8 * bytes));
        Permutation permutation = new Permutation(seed, bytes);
        assertThat(permutation.numberOf(permutation.imageOf(number))).isEqualTo(number);
        assertThat(permutation.imageOf(permutation.numberOf(number))).isEqualTo(number);
    }

    @Test
    void theNumbersOfTwoBytesAllHaveDifferentIdsOfTwoBytes() {
        IdSpace ids = new IdSpace(1, "two bytes", dev.cairn.synthetic.IntRange.exactly(2));
        Set<ByteString> seen = new HashSet<>();
        for (int number = 0; number < 65_536; number++) {
            byte[] id = ids.idOf(number);
            assertThat(id).hasSize(2);
            seen.add(ByteString.copyFrom(id));
            assertThat(ids.numberOf(id)).hasValue(number);
        }
        assertThat(seen).hasSize(65_536);
    }

    @Property
    void idsOfAnySizeAreDifferentWithinTheirBoundsAndFound(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 12) int min,
            @ForAll @IntRange(min = 0, max = 9) int spread) {
        IdSpace ids = new IdSpace(seed, "any", new dev.cairn.synthetic.IntRange(min, min + spread));
        Set<ByteString> seen = new HashSet<>();
        for (int number = 0; number < 500; number++) {
            byte[] id = ids.idOf(number);
            assertThat(id.length).isBetween(min, min + spread);
            assertThat(seen.add(ByteString.copyFrom(id))).isTrue();
            assertThat(ids.numberOf(id)).hasValue(number);
            assertThat(ids.numberOf(Arrays.copyOf(id, id.length + 1))).isEmpty();
        }
    }

    @Property
    void numbersAreSortedByTheirKeys(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int min) {
        for (KeyNumbers keys : List.of(keys(seed, min), new LedgerKeys(keys(seed, min)))) {
            int[] numbers = IntStream.range(0, 300).toArray();
            List<ByteString> inOrder = Arrays.stream(keys.inKeyOrder(numbers))
                    .mapToObj(keys::keyOf)
                    .toList();
            assertThat(inOrder).hasSize(300).isSortedAccordingTo(ByteString.unsignedLexicographicalComparator());
        }
    }

    private static ScatteredKeys keys(long seed, int min) {
        return new ScatteredKeys(new IdSpace(seed, "key", new dev.cairn.synthetic.IntRange(min, min + 5)));
    }
}
