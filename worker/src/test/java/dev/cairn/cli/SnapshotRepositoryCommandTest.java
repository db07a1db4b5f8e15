package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.snapshot.SnapshotName;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `snapshot` and a repository in a directory: snapshots of blocks 10 and 15 are on this machine.
class SnapshotRepositoryCommandTest {
    private static final String PLACE = "cluster/b1+t1/%/shard-0";

    @TempDir
    private Path data;

    @TempDir
    private Path repository;

    private final List<SnapshotName> names = new ArrayList<>();

    @BeforeEach
    void take() {
        try (Storage storage = TestRocks.open(data.resolve("shard-0"), Durability.WAL)) {
            Snapshots snapshots = new Snapshots(folder(), InstantSource.system());
            for (int more : new int[] {10, 5}) {
                new WrittenChain(storage).write(more);
                names.add(snapshots.take(storage).orElseThrow().name());
            }
        }
    }

    @Test
    void whatIsSentIsListedWithWhatItAloneTakes() {
        assertThat(run("list", "--repository").out()).startsWith("there are no snapshots in ");
        assertThat(run("send", "10").out())
                .startsWith("sent " + names.get(0))
                .contains(PLACE)
                .endsWith("; 0 B were there already" + System.lineSeparator());
        assertThat(run("send").out()).startsWith("sent " + names.get(1)).doesNotContain("; 0 B were there already");
        CommandRun list = run("list", "--repository");
        assertThat(list.out().lines())
                .satisfiesExactly(
                        where -> assertThat(where).contains(repository.toString(), PLACE),
                        heading -> assertThat(heading).startsWith("NAME").contains("OWN"),
                        newest -> assertThat(newest)
                                .startsWith(names.get(1) + "  15")
                                .endsWith("yes"),
                        older -> assertThat(older)
                                .startsWith(names.get(0) + "  10")
                                .endsWith("yes"));
        assertThat(list.code()).isZero();
    }

    @Test
    void sendingOnceMoreSendsNothing() {
        run("send");
        assertThat(run("send", "newest").out()).contains(": 0 B in 0 files; ");
    }

    @Test
    void anotherMachineFetchesTheNewestOrOneThatItNames() throws IOException {
        run("send", "10");
        run("send", "15");
        Path elsewhere = data.resolve("elsewhere");
        CommandRun fetched = other(elsewhere, "fetch", "--place", PLACE);
        assertThat(fetched.out())
                .startsWith("fetched into " + elsewhere.resolve("snapshots/shard-0/" + names.get(1)) + ": ");
        // Now one is there, and says where the others lie.
        assertThat(other(elsewhere, "fetch").out())
                .isEqualToIgnoringNewLines(names.get(1) + " is on this machine already");
        assertThat(other(elsewhere, "list", "--repository")
                        .out()
                        .lines()
                        .toList()
                        .getLast())
                .startsWith(names.get(0).toString())
                .endsWith("no");
        assertThat(other(elsewhere, "fetch", "10").code()).isZero();
        assertThat(other(elsewhere, "verify", "10").out()).startsWith("good: " + names.get(0));
        assertThat(other(elsewhere, "restore", "--newest-good").out())
                .contains(names.get(1).toString());
    }

    @Test
    void aDamagedOneIsNotFetched() throws IOException {
        run("send");
        Path files = repository.resolve(PLACE).resolve("files");
        try (Stream<Path> sent = Files.list(files)) {
            Path table = sent.filter(file -> file.toString().contains(".sst."))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(table);
            bytes[7] ^= 1;
            Files.write(table, bytes);
        }
        Path elsewhere = data.resolve("elsewhere");
        CommandRun run = other(elsewhere, "fetch", "--place", PLACE);
        assertThat(run.code()).isEqualTo(ExitCode.REPOSITORY_FAILED.number());
        assertThat(run.err()).contains(".sst");
        assertThat(other(elsewhere, "list").out()).startsWith("there are no snapshots in ");
    }

    @Test
    void oneThatARewindHasWithdrawnIsNotFetchedAndAnOlderOneIs() {
        run("send", "10");
        run("send", "15");
        var _ = new Snapshots(folder(), InstantSource.system()).withdrawAbove(12);
        CommandRun refused = run("fetch", "--place", PLACE);
        assertThat(refused.code()).isEqualTo(ExitCode.SNAPSHOT_REFUSED.number());
        assertThat(refused.err()).contains("above height 12").contains("Fetch one up to that height");
        run("delete", "10");
        assertThat(run("fetch", "--place", PLACE, "10").code()).isZero();
        assertThat(run("list").out())
                .contains(names.get(0).toString())
                .doesNotContain(names.get(1).toString());
    }

    @Test
    void oneIsDeletedThereWithWhatOnlyItHad() {
        run("send", "10");
        run("send", "15");
        CommandRun deleted = run("delete", "--repository", "15");
        assertThat(deleted.out()).startsWith("deleted " + names.get(1) + " in ").doesNotContain("and 0 files");
        assertThat(run("list", "--repository").out())
                .contains(names.get(0).toString())
                .doesNotContain(names.get(1).toString());
        assertThat(run("list").out()).contains(names.get(1).toString());
        CommandRun unknown = run("delete", "--repository", "15");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(unknown.err()).contains("There are: " + names.get(0) + ".");
        assertThat(other(data.resolve("elsewhere"), "fetch", "--place", PLACE).code())
                .isZero();
    }

    @Test
    void oneWhoseEntryCannotBeReadIsListedAllTheSame() throws IOException {
        run("send", "10");
        run("send", "15");
        try (Stream<Path> entries = Files.list(repository.resolve(PLACE).resolve("snapshots"))) {
            Path entry = entries.filter(file -> file.getFileName()
                            .toString()
                            .startsWith(names.get(1).toString()))
                    .findFirst()
                    .orElseThrow();
            Files.write(entry, new byte[] {'{'});
        }
        assertThat(run("list", "--repository").out().lines().toList().get(2))
                .startsWith(names.get(1).toString())
                .contains("–");
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        CommandRun none = CommandRun.of(
                _ -> ExitCode.INTERNAL,
                Map.of(),
                "snapshot",
                "send",
                "-D",
                "data-directory=" + data,
                "-D",
                "source.bootstrap-servers=localhost:1");
        assertThat(none.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(none.err()).contains("snapshots.repository.kind");
        assertThat(run("fetch", "--place", "../shard-0").err()).contains("<cluster id>/<topic ids>");
        assertThat(run("fetch", "9").err()).contains("no snapshot to choose from");
        Files.write(folder().resolve(names.get(1).toString()).resolve("snapshot.json"), new byte[3]);
        CommandRun unreadable = run("send", "15");
        assertThat(unreadable.code()).isEqualTo(ExitCode.SNAPSHOT_DAMAGED.number());
        assertThat(unreadable.err()).contains(names.get(1).toString()).contains("cannot be read");
    }

    @Test
    void withoutASnapshotHereAndWithoutKafkaThePlaceHasToBeSaid() {
        CommandRun run = CommandRun.of(
                _ -> ExitCode.INTERNAL,
                Map.of(),
                "snapshot",
                "fetch",
                "-D",
                "data-directory=" + data.resolve("elsewhere"),
                "-D",
                "snapshots.repository.kind=directory",
                "-D",
                "snapshots.repository.directory=" + repository,
                "-D",
                "source.bootstrap-servers=no-such-host.invalid:9092");
        assertThat(run.code()).isEqualTo(ExitCode.REPOSITORY_FAILED.number());
        assertThat(run.err()).contains("--place").contains("no-such-host.invalid");
    }

    private Path folder() {
        return data.resolve("snapshots/shard-0");
    }

    private CommandRun run(String... arguments) {
        return other(data, arguments);
    }

    private CommandRun other(Path dataDirectory, String... arguments) {
        List<String> all = new ArrayList<>(List.of("snapshot"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-D", "data-directory=" + dataDirectory, "-D", "source.bootstrap-servers=localhost:1"));
        all.addAll(List.of(
                "-D", "snapshots.repository.kind=directory", "-D", "snapshots.repository.directory=" + repository));
        return CommandRun.of(_ -> ExitCode.INTERNAL, Map.of(), all.toArray(String[]::new));
    }
}
