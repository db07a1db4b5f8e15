package dev.cairn.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.HeightPrunedException;
import dev.cairn.storage.StateRead;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.storage.TestRocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlusherTest {
    private final Storage storage =
            Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0));
    private final Flusher flusher = new Flusher(storage);

    private final Block first =
            ChainBuilder.first(0).put("a", "0").put("b", "0").build();
    private final Block second = ChainBuilder.after(first.ref())
            .put("a", "old")
            .put("a", "1")
            .put("c", "1")
            .build();
    private final Block third =
            ChainBuilder.after(second.ref()).delete("a").put("b", "2").build();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void everyVersionOfARoundCanBeReadAtItsHeight() {
        FlushReport report = flusher.flush(round(OptionalLong.empty(), first, second, third));
        assertThat(state(0)).isEqualTo("a=0 b=0");
        assertThat(state(1)).isEqualTo("a=1 b=0 c=1");
        assertThat(state(2)).isEqualTo("b=2 c=1");
        assertThat(report.fromHeight()).isZero();
        assertThat(report.toHeight()).isEqualTo(2);
        assertThat(report.entriesWritten()).isEqualTo(6);
        assertThat(report.entriesSkipped()).isZero();
        assertThat(report.bytes()).isEqualTo(6 + 5);
        assertThat(report.trigger()).isEqualTo(FlushTrigger.MANUAL);
        assertThat(report.nanos()).isPositive();
    }

    /// RocksDB tells of each version that it drops and that was written before an older one of the same key.
    @Test
    void ofWhatIsForgottenTheDatabaseDoesNotComplain(@TempDir Path directory) throws IOException {
        try (Storage database = TestRocks.open(directory, Durability.WAL)) {
            new Flusher(database).flush(round(OptionalLong.empty(), first, second, third));
            database.raiseFloor(2);
            database.compact();
        }
        assertThat(directory.resolve("LOG")).content().doesNotContain("FATAL");
    }

    @Test
    void whereToGoOnIsStoredWithTheData() {
        flusher.flush(round(OptionalLong.empty(), first, second));
        CommittedPosition position = storage.committed().orElseThrow();
        assertThat(position.block()).isEqualTo(second.ref());
        assertThat(position.resumeAfter()).isEqualTo(second.facts().resumeAfter());
        assertThat(position.finalizedHeight()).isEqualTo(7);
    }

    @Test
    void chainTimeNeverFallsThoughTimestampsDoAndRoundsAreCut() {
        Block late = ChainBuilder.first(0).timestampMs(5_000).build();
        Block early = ChainBuilder.after(late.ref()).timestampMs(3_000).build();
        Block later = ChainBuilder.after(early.ref()).timestampMs(6_000).build();
        flusher.flush(round(OptionalLong.empty(), late));
        flusher.flush(round(OptionalLong.empty(), early, later));
        assertThat(storage.reader().block(0).map(BlockRecord::chainTimeMs)).contains(5_000L);
        assertThat(storage.reader().block(1).map(BlockRecord::chainTimeMs)).contains(5_000L);
        assertThat(storage.reader().block(2).map(BlockRecord::chainTimeMs)).contains(6_000L);
        assertThat(storage.committed().map(CommittedPosition::chainTimeMs)).contains(6_000L);
    }

    @Test
    void historyBeginsWithTheFirstBlockUnlessTheFirstRoundLeavesSomethingOut() {
        flusher.flush(round(OptionalLong.of(0), first, second));
        assertThat(storage.firstHeight()).hasValue(0);
        try (Storage other =
                Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0))) {
            new Flusher(other).flush(round(OptionalLong.of(1), first, second));
            assertThat(other.earliestHeight()).isEqualTo(1);
            assertThat(other.firstHeight()).isEmpty();
        }
    }

    @Test
    void changedKeysOfEachBlockAreListedInOrder() {
        flusher.flush(round(OptionalLong.empty(), first, second, third));
        assertThat(storage.reader().changedKeys(1)).contains(List.of(key("a"), key("c")));
        assertThat(storage.reader().changedKeys(2)).contains(List.of(key("a"), key("b")));
    }

    @Test
    void digestsAreTheSameHoweverBlocksAreCutIntoRounds() {
        flusher.flush(round(OptionalLong.empty(), first));
        flusher.flush(round(OptionalLong.empty(), second, third));
        Bytes cut = storage.reader().block(2).map(BlockRecord::digest).orElseThrow();
        try (Storage other =
                Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0))) {
            new Flusher(other).flush(round(OptionalLong.empty(), first, second, third));
            assertThat(other.reader().block(2).map(BlockRecord::digest)).contains(cut);
            assertThat(other.committed().map(CommittedPosition::digest)).contains(cut);
        }
    }

    @Test
    void whatRetentionWouldPruneAtOnceIsNotWrittenAndTheFloorRisesInTheSameWrite() {
        FlushReport report = flusher.flush(round(OptionalLong.of(1), first, second, third));
        assertThat(report.entriesWritten()).isEqualTo(5);
        assertThat(report.entriesSkipped()).isEqualTo(1);
        assertThat(storage.earliestHeight()).isEqualTo(1);
        assertThat(state(1)).isEqualTo("a=1 b=0 c=1");
        assertThat(state(2)).isEqualTo("b=2 c=1");
        assertThatExceptionOfType(HeightPrunedException.class).isThrownBy(() -> state(0));
    }

    @Test
    void skippingChangesNoDigest() {
        flusher.flush(round(OptionalLong.of(2), first, second, third));
        Bytes skipped = storage.committed().map(CommittedPosition::digest).orElseThrow();
        try (Storage other =
                Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0))) {
            new Flusher(other).flush(round(OptionalLong.empty(), first, second, third));
            assertThat(other.committed().map(CommittedPosition::digest)).contains(skipped);
        }
    }

    @Test
    void aRoundHoldsFinalBlocksOnlyAndAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlushRound(FlushTrigger.BLOCKS, List.of(), 7, OptionalLong.empty()))
                .withMessageContaining("at least one block");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlushRound(FlushTrigger.BLOCKS, layers(first, second), 0, OptionalLong.empty()))
                .withMessageContaining("expected final blocks only (up to 0), but got 1:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> round(OptionalLong.of(1), first))
                .withMessageContaining("expected a floor of at most the last block flushed (0), but got 1");
    }

    private static FlushRound round(OptionalLong newFloor, Block... blocks) {
        return new FlushRound(FlushTrigger.MANUAL, layers(blocks), 7, newFloor);
    }

    private static List<BlockLayer> layers(Block... blocks) {
        return Stream.of(blocks).map(BlockLayer::of).toList();
    }

    private String state(long height) {
        StringBuilder state = new StringBuilder();
        for (String name : List.of("a", "b", "c")) {
            if (storage.reader().get(height, key(name)) instanceof StateRead.Found(var value)) {
                state.append(name)
                        .append('=')
                        .append(new String(value.bytes().toArray(), StandardCharsets.UTF_8))
                        .append(' ');
            }
        }
        return state.toString().strip();
    }

    private static StateKey key(String name) {
        return new StateKey(ChainBuilder.utf8(name));
    }
}
