package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.model.Announcements;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecordsTest {
    @Property
    void numbersComeBack(@ForAll long number, @ForAll byte[] bytes, @ForAll String text) {
        RecordReader in = new RecordReader(
                "test",
                new RecordWriter()
                        .number(number)
                        .bytes(bytes)
                        .text("" + text.length())
                        .toArray());
        assertThat(in.number()).isEqualTo(number);
        assertThat(in.bytes()).isEqualTo(bytes);
        assertThat(in.text()).isEqualTo("" + text.length());
        in.end();
    }

    @Property(tries = 200)
    void blocksAndPositionsComeBack(@ForAll @LongRange(min = 0, max = 1L << 50) long height) {
        BlockRecord block = StoredChain.block("x", height, 3);
        assertThat(Records.decodeBlock(Records.encode(block))).isEqualTo(block);
        CommittedPosition position = new CommittedPosition(
                block.ref(),
                block.digest(),
                block.chainTimeMs(),
                block.facts().resumeAfter().withAnnouncements(new Announcements(7, height + 9, height - 1)),
                height + 5);
        assertThat(Records.decodePosition(Records.encode(position))).isEqualTo(position);
        assertThat(Records.decodeHeight("test", Records.encodeHeight(height))).isEqualTo(height);
    }

    @Property(tries = 300)
    void heightsAsKeysSortAsHeights(@ForAll @LongRange(min = 0) long left, @ForAll @LongRange(min = 0) long right) {
        assertThat(Integer.signum(Arrays.compareUnsigned(Records.encodeHeight(left), Records.encodeHeight(right))))
                .isEqualTo(Long.compare(left, right));
    }

    @Test
    void anIdentityComesBack() {
        assertThat(Records.decodeIdentity(Records.encode(StorageContract.IDENTITY)))
                .isEqualTo(StorageContract.IDENTITY);
    }

    @Test
    void whatWasCutOrLengthenedIsCorrupt() {
        byte[] record = Records.encode(StoredChain.block("x", 77, 3));
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            corrupt(() -> Records.decodeBlock(cut));
        }
        corrupt(() -> Records.decodeBlock(Arrays.copyOf(record, record.length + 1)));
        corrupt(() -> Records.decodeHeight("row", new byte[3]));
        corrupt(() ->
                new RecordReader("row", Bytes.ofHex("ffffffffffffffffffff01").toArray()).number());
        corrupt(() -> Records.decodePosition(new byte[] {0, 0}));
        corrupt(() -> Records.decodePosition(
                new RecordWriter().number(-1).bytes(new byte[1]).toArray()));
        corrupt(() -> new ChangedKeysDecoding(new byte[] {1, 0, 0}, KeyRange.all()));
        corrupt(() -> new ChangedKeysDecoding(new byte[] {1, 1, 1, 65}, KeyRange.all()));
    }

    @Test
    void ofAListOfKeysNothingIsDecodedBehindTheRange() {
        byte[] lastOneIsCut = {3, 0, 1, 'a', 0, 1, 'c'};
        KeyRange upToB = KeyRange.between(Bytes.EMPTY, Bytes.wrap(new byte[] {'b'}));
        assertThat(new ChangedKeysDecoding(lastOneIsCut, upToB))
                .toIterable()
                .containsExactly(new StateKey(Bytes.wrap(new byte[] {'a'})));
        corrupt(() -> new ChangedKeysDecoding(lastOneIsCut, KeyRange.all())
                .forEachRemaining(key -> assertThat(key.bytes().length()).isEqualTo(1)));
    }

    private static void corrupt(Runnable read) {
        assertThatExceptionOfType(StorageFault.Corrupt.class)
                .isThrownBy(read::run)
                .withMessageContaining("expected");
    }
}
