package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.admin.Chore;
import dev.cairn.http.RefusedException;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;
import dev.cairn.simulation.Database;
import dev.cairn.simulation.DiskDatabase;
import dev.cairn.simulation.MemoryDatabase;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardAdministrationTest {
    private static final Chore SNAPSHOT = new Chore.Snapshot();
    private static final Chore FLUSH = new Chore.Flush();

    @ParameterizedTest
    @EnumSource
    void aSnapshotIsOfTheNewestFinalBlockAndASecondOneOfItTheSame(Durability durability, @TempDir Path folder)
            throws IOException {
        try (Database database = DiskDatabase.begin(DiskDatabase.Setup.exact(durability))) {
            AdministeredShard shard = new AdministeredShard(database, folder.resolve("snapshots"));
            assertThat(refusal(shard.did(SNAPSHOT))).startsWith("not-now").contains("none yet");
            shard.publish(6);
            Map<String, Object> made = shard.did(SNAPSHOT).join();
            assertThat(made).containsEntry("height", 3L);
            Path place = Path.of(String.valueOf(made.get("folder")));
            assertThat(place).isDirectory().isDirectoryContaining(file -> file.endsWith("CURRENT"));
            assertThat(place.getFileName().toString()).matches("00000000000000000003-[0-9a-f]{16}");
            assertThat(shard.marks.now().snapshot()).hasValue(3);
            assertThat(shard.marks.now().flushed()).hasValue(3);

            assertThat(shard.did(SNAPSHOT).join()).isEqualTo(made);
            Files.createDirectories(folder.resolve("snapshots/left.part/deep"));
            shard.publish(1);
            assertThat(shard.did(SNAPSHOT).join()).containsEntry("height", 4L);
            assertThat(folder.resolve("snapshots"))
                    .isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
            assertThat(new Snapshots(folder.resolve("snapshots"), InstantSource.system())
                            .newestHeight(database.storage()))
                    .hasValue(4);
        }
    }

    @Test
    void whereNothingIsOnDiskThereIsNoSnapshot(@TempDir Path folder) {
        try (Database database = MemoryDatabase.begin()) {
            AdministeredShard shard = new AdministeredShard(database, folder);
            shard.publish(6);
            assertThat(refusal(shard.did(SNAPSHOT))).startsWith("not-now").contains("use 'rocksdb'");
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsToldAndTheShardGoesOn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        try (Database database = DiskDatabase.begin(DiskDatabase.Setup.exact(Durability.WAL))) {
            AdministeredShard shard = new AdministeredShard(database, file.resolve("snapshots"));
            shard.publish(6);
            assertThat(refusal(shard.did(SNAPSHOT))).startsWith("failed").contains("snapshots.directory");
            shard.publish(1);
            assertThat(shard.did(FLUSH).join()).containsEntry("flushed", 4L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotOnDiskCannotBeTheOldestThatIsKept(Durability durability, @TempDir Path folder) {
        try (Database database = DiskDatabase.begin(DiskDatabase.Setup.exact(durability))) {
            AdministeredShard shard = new AdministeredShard(database, folder);
            assertThat(refusal(shard.did(prune(0)))).startsWith("bad-parameter").contains("none yet");
            shard.publish(8);
            assertThat(shard.did(FLUSH).join()).containsEntry("flushed", 5L);
            assertThat(refusal(shard.did(prune(6)))).startsWith("bad-parameter").contains("at most 5");
            assertThat(refusal(shard.did(prune(BlockHeight.MAX_VALUE)))).startsWith("bad-parameter");
            assertThat(shard.marks.now().earliest()).hasValue(0);

            assertThat(shard.did(prune(5)).join()).isEqualTo(Map.of("before", 0L, "earliest", 5L));
            assertThat(shard.marks.now().earliest()).hasValue(5);
            assertThat(shard.did(prune(3)).join()).isEqualTo(Map.of("before", 5L, "earliest", 5L));
            assertThat(shard.did(new Chore.Compact(KeyRange.all()))).isCompleted();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShardGoesBackToAnyHeightItKeepsAndReadsOnFromThere(Durability durability, @TempDir Path folder) {
        try (Database database = DiskDatabase.begin(DiskDatabase.Setup.exact(durability))) {
            AdministeredShard shard = new AdministeredShard(database, folder);
            assertThat(refusal(shard.did(rewind(0))))
                    .startsWith("bad-parameter")
                    .contains("none yet");
            shard.publish(10);
            assertThat(shard.did(FLUSH)).isCompleted();
            shard.publish(4);
            assertThat(shard.did(prune(2))).isCompleted();
            assertThat(refusal(shard.did(rewind(1))))
                    .startsWith("bad-parameter")
                    .contains("from 2 to 13");
            assertThat(refusal(shard.did(rewind(14))))
                    .startsWith("bad-parameter")
                    .contains("from 2 to 13");
            assertThat(shard.heard).isEmpty();

            shard.pause();
            assertThat(shard.did(rewind(4)).join()).containsEntry("before", 13L).containsEntry("applied", 4L);
            assertThat(shard.marks.now()).isEqualTo(marks(2, 4, 4, 4));
            assertThat(database.storage().durable())
                    .isEqualTo(database.storage().committed());
            assertThat(shard.heard).containsExactly("rewound from 11 to 4");
            shard.resume();
            assertThat(shard.marks.now().applied()).hasValue(13);

            // What can still be replaced, and what is final in memory only.
            shard.pause();
            assertThat(shard.did(rewind(12)).join()).containsEntry("before", 13L);
            assertThat(shard.marks.now()).isEqualTo(marks(2, 12, 12, 12));
            assertThat(shard.did(rewind(12)).join()).containsEntry("before", 12L);
            shard.resume();
            assertThat(shard.marks.now().applied()).hasValue(13);
        }
    }

    @Test
    void aShardThatTheFeedHasHaltedCanBeRewoundAndIsHaltedAgainByWhatIsStillThere(@TempDir Path folder) {
        try (Database database = DiskDatabase.begin(DiskDatabase.Setup.exact(Durability.WAL))) {
            AdministeredShard shard = new AdministeredShard(database, folder);
            shard.publish(8);
            shard.source.announce(20, 0);
            shard.settle();
            assertThat(shard.heard).containsExactly("halted by gap");
            assertThat(shard.did(rewind(3)).join()).containsEntry("applied", 3L);
            shard.settle();
            assertThat(shard.heard).containsExactly("halted by gap", "rewound from 5 to 3", "resumed", "halted by gap");
            assertThat(shard.marks.now().applied()).hasValue(7);
        }
    }

    /// Whatever is asked for in whatever order, blocks go on, and the marks are those that a plain count gives.
    @Property(tries = 100)
    void inAnyOrderTheMarksAreThoseOfAPlainCount(@ForAll long seed) {
        Random random = new Random(seed);
        try (Database database = MemoryDatabase.begin()) {
            AdministeredShard shard = new AdministeredShard(database, Path.of("unused"));
            long applied = -1;
            long flushed = -1;
            long earliest = 0;
            for (int step = 0; step < 30; step++) {
                switch (random.nextInt(5)) {
                    case 0, 1 -> shard.publish(random.nextInt(4));
                    case 2 -> {
                        assertThat(shard.did(FLUSH)).isCompleted();
                        flushed = Math.max(flushed, applied - AdministeredShard.FINALITY_DEPTH);
                    }
                    case 3 -> {
                        long below = random.nextLong(shard.published() + 2L);
                        CompletableFuture<Map<String, Object>> pruned = shard.did(prune(below));
                        assertThat(pruned.isCompletedExceptionally()).isEqualTo(below > flushed);
                        earliest = below > flushed ? earliest : Math.max(earliest, below);
                    }
                    default -> {
                        if (shard.isPaused()) {
                            shard.resume();
                        } else {
                            shard.pause();
                        }
                    }
                }
                applied = shard.isPaused() ? applied : shard.published() - 1L;
                assertThat(shard.marks.now().applied().orElse(-1)).isEqualTo(applied);
                assertThat(shard.marks.now().flushed().orElse(-1)).isEqualTo(flushed);
                assertThat(shard.marks.now().earliest().orElse(0)).isEqualTo(earliest);
            }
        }
    }

    private static Marks marks(long earliest, long flushed, long finalized, long applied) {
        return new Marks(
                OptionalLong.of(earliest),
                OptionalLong.of(flushed),
                OptionalLong.of(finalized),
                OptionalLong.of(applied),
                OptionalLong.empty());
    }

    private static Chore rewind(long to) {
        return new Chore.Rewind(new BlockHeight(to));
    }

    private static Chore prune(long below) {
        return new Chore.Prune(new BlockHeight(below));
    }

    private static String refusal(CompletableFuture<Map<String, Object>> outcome) {
        assertThat(outcome).isCompletedExceptionally();
        assertThat(outcome.exceptionNow()).isInstanceOf(RefusedException.class);
        RefusedException refused = (RefusedException) outcome.exceptionNow();
        return refused.problem().name() + ": " + refused.problem().detail();
    }
}
