package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.snapshot.SnapshotName;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCommandTest {
    @TempDir
    private Path data;

    @Test
    void theListShowsWhatThereIsNewestFirst() throws IOException {
        assertThat(run("list").out()).startsWith("there are no snapshots in " + folder());
        List<SnapshotName> names = take(10, 5);
        Files.write(folder().resolve(names.get(1).toString()).resolve("snapshot.json"), new byte[3]);
        assertThat(run("list").out().lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).startsWith("NAME"),
                        newest -> assertThat(newest)
                                .startsWith(names.get(1) + "  15")
                                .endsWith("its manifest cannot be read"),
                        older -> assertThat(older)
                                .startsWith(names.get(0) + "  10")
                                .contains("KiB")
                                .endsWith("complete"));
    }

    @Test
    void verifyingSaysWhatIsGoodAndWhatIsNot() throws IOException {
        List<SnapshotName> names = take(10, 5);
        assertThat(run("verify").out()).startsWith("good: " + names.get(1));
        assertThat(run("verify", "10").out()).startsWith("good: " + names.get(0));
        Path current = folder().resolve(names.get(1).toString()).resolve("CURRENT");
        Files.delete(current);
        CommandRun bad = run("verify", "newest");
        assertThat(bad.code()).isEqualTo(ExitCode.SNAPSHOT_DAMAGED.number());
        assertThat(bad.err()).contains(current + " is missing");
    }

    @Test
    void aSnapshotIsRestoredWhereTheDatabaseIsToBeIfThatIsEmpty() {
        List<SnapshotName> names = take(10, 5);
        CommandRun refused = run("restore", "10");
        assertThat(refused.code()).isEqualTo(ExitCode.SNAPSHOT_REFUSED.number());
        assertThat(refused.err())
                .contains("empty folder only", data.resolve("shard-0").toString());
        Path elsewhere = data.resolve("elsewhere");
        assertThat(run("restore", "10", "--to", elsewhere.toString()).out())
                .startsWith("restored into " + elsewhere + ": " + names.get(0));
        try (StoredDatabase restored = StoredDatabase.openFolder(elsewhere)) {
            assertThat(restored.facts().committed().orElseThrow().height()).isEqualTo(10);
        }
    }

    @Test
    void theNewestGoodOneIsTheNextOlderWhereTheNewestIsNot() throws IOException {
        List<SnapshotName> names = take(10, 5);
        Files.delete(folder().resolve(names.get(1).toString()).resolve("CURRENT"));
        Path elsewhere = data.resolve("elsewhere");
        assertThat(run("restore", "--newest-good", "--to", elsewhere.toString()).out())
                .contains(names.get(0).toString());
        Files.delete(folder().resolve(names.get(0).toString()).resolve("CURRENT"));
        CommandRun none =
                run("restore", "--newest-good", "--to", data.resolve("more").toString());
        assertThat(none.code()).isEqualTo(ExitCode.SNAPSHOT_DAMAGED.number());
        assertThat(none.err()).contains("No good snapshot is left in " + folder());
    }

    @Test
    void oneIsDeletedByNameAndOneThatIsNotThereIsNamedWithThoseThatAre() {
        List<SnapshotName> names = take(10, 5);
        assertThat(run("delete", names.get(0).toString()).out()).startsWith("deleted " + names.get(0));
        CommandRun unknown = run("delete", "10");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(unknown.err()).contains("no snapshot '10'", names.get(1).toString());
    }

    @Test
    void whichOneToRestoreHasToBeSaid() {
        assertThat(run("restore").err()).contains("a SNAPSHOT, or --newest-good");
        assertThat(run("restore", "10", "--newest-good").code()).isEqualTo(ExitCode.USAGE.number());
    }

    private List<SnapshotName> take(int... blocks) {
        List<SnapshotName> names = new ArrayList<>();
        try (Storage storage = TestRocks.open(data.resolve("shard-0"), Durability.WAL)) {
            Snapshots snapshots = new Snapshots(folder(), InstantSource.system());
            for (int more : blocks) {
                new WrittenChain(storage).write(more);
                names.add(snapshots.take(storage).orElseThrow().name());
            }
        }
        return names;
    }

    private Path folder() {
        return data.resolve("snapshots/shard-0");
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("snapshot"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-D", "data-directory=" + data, "-D", "source.bootstrap-servers=localhost:1"));
        return CommandRun.of(_ -> ExitCode.INTERNAL, Map.of(), all.toArray(String[]::new));
    }
}
