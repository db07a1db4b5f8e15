package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.fixtures.FlushedChain;
import dev.cairn.fixtures.OldDamage;
import dev.cairn.folder.Folders;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.TestRocks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that look at a database which no worker has open: blocks 0 to 29, and a copy as of block
/// 19.
class AtRestCommandsTest {
    @TempDir
    Path directory;

    private Path database;
    private Path snapshot;
    private FlushedChain chain;

    @BeforeEach
    void write() {
        database = directory.resolve("data").resolve("shard-0");
        snapshot = directory.resolve("snapshot");
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            chain = new FlushedChain(storage, 0, new Random(3));
            chain.grow(10).grow(10);
            storage.flushMemtables();
            storage.checkpoint(snapshot);
            chain.grow(10);
        }
    }

    @Test
    void inspectTellsWhatADatabaseIs() {
        CommandRun run = run("inspect");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("newest block       " + chain.block(29))
                .contains("earliest height    0")
                .contains("history began at   0")
                .contains("goes on from       blocks-0 offset 30")
                .containsPattern("state +\\d+ +")
                .contains(chain.block(25).toString())
                .doesNotContain(chain.block(24).toString())
                .doesNotContain("timeline");
        assertThat(run("inspect", "--folder", snapshot.toString()).out())
                .contains("newest block       " + chain.block(19));
    }

    @Test
    void inspectTellsProgramsTheSame() throws IOException {
        JsonNode json = new JsonMapper().readTree(run("inspect", "--json").out());
        assertThat(json.at("/committed/height").asLong()).isEqualTo(29);
        assertThat(json.at("/committed/resume/0/offset").asLong()).isEqualTo(30);
        assertThat(json.at("/identity/shard").asInt()).isZero();
        assertThat(json.at("/families/1/family").asText()).isEqualTo("state");
        assertThat(json.at("/newestBlocks/4/height").asLong()).isEqualTo(25);
        assertThat(json.at("/timeline/0/shift").asLong()).isZero();
    }

    @Test
    void aDatabaseThatIsOpenIsNotTouchedAndOneThatIsNotThereIsSaid() throws IOException {
        try (FileChannel lock = FileChannel.open(database.resolve("LOCK"), StandardOpenOption.WRITE)) {
            lock.lock();
            assertThat(List.of(
                            run("inspect"),
                            run("verify"),
                            run("digest"),
                            run("repair"),
                            run(
                                    "export",
                                    "--out",
                                    directory.resolve("state.csv").toString())))
                    .allSatisfy(run -> {
                        assertThat(run.code()).isEqualTo(ExitCode.STORAGE_REFUSED.number());
                        assertThat(run.err()).contains("Another process has the database");
                    });
            assertThat(directory.resolve("state.csv")).doesNotExist();
        }
        CommandRun none = run("verify", "--folder", directory.resolve("nowhere").toString());
        assertThat(none.code()).isEqualTo(ExitCode.STORAGE_REFUSED.number());
        assertThat(none.err()).contains("There is no database in");
        assertThat(directory.resolve("nowhere")).doesNotExist();
        CommandRun nothing = run("repair", "-D", "data-directory=" + directory.resolve("nowhere"));
        assertThat(nothing.code()).isEqualTo(ExitCode.STORAGE_REFUSED.number());
        assertThat(nothing.err()).contains("There is no database in");
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void whoOnlyLooksLeavesEveryFileAsItWas(@TempDir Path elsewhere) throws IOException {
        Map<String, String> before = contents();
        assertThat(List.of(
                        run("inspect"),
                        run("verify", "--deep"),
                        run("digest", "--against", snapshot.toString()),
                        run("export", "--out", elsewhere.resolve("state.csv").toString())))
                .allSatisfy(run -> assertThat(run.code()).isZero());
        assertThat(contents()).isEqualTo(before);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    @Test
    void verifySaysWhatIsProvedAndUpToWhere() {
        CommandRun shallow = run("verify");
        assertThat(shallow.code()).isZero();
        assertThat(shallow.out())
                .contains("whole up to block " + chain.block(29))
                .contains("proved: 30 blocks from height 0 on are one chain")
                .contains("--deep does");
        assertThat(run("verify", "--deep").out())
                .contains("come to the digests of their blocks")
                .contains("the digests speak for all of the state");
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            storage.raiseFloor(12);
        }
        assertThat(run("verify", "--deep").out()).contains("by checksums alone: the state at height 12");
    }

    @Test
    void verifyNamesWhatIsDamagedAndWhatToDo() throws IOException {
        Path table;
        try (StoredDatabase stored = StoredDatabase.open(AtRest.in(snapshot))) {
            table = stored.files().getFirst().path();
        }
        byte[] bytes = Files.readAllBytes(table);
        bytes[3] ^= 4;
        // The database shares it by a hard link, so it gets a file of its own.
        Files.delete(table);
        Files.write(table, bytes);
        CommandRun run = run("verify", "--folder", snapshot.toString());
        assertThat(run.code()).isEqualTo(ExitCode.STORAGE_CORRUPT.number());
        assertThat(run.err()).contains(table.getFileName().toString()).contains("cairn repair");
        assertThat(run("verify").code()).isZero();
        Files.delete(table);
        CommandRun missing = run("verify", "--folder", snapshot.toString());
        assertThat(missing.code()).isEqualTo(ExitCode.STORAGE_CORRUPT.number());
        assertThat(missing.err()).contains(table.getFileName().toString()).contains("cairn repair");
    }

    @Test
    void digestsAreComparedWhereBothAre() {
        CommandRun alone = run("digest", "--at", "19");
        assertThat(alone.code()).isZero();
        assertThat(alone.out()).hasSize(64 + System.lineSeparator().length());
        CommandRun same = run("digest", "--against", snapshot.toString());
        assertThat(same.code()).isZero();
        assertThat(same.out())
                .contains("the same up to block " + chain.block(19))
                .contains(alone.out().strip());
        CommandRun beyond = run("digest", "--at", "20", "--against", snapshot.toString());
        assertThat(beyond.code()).isEqualTo(ExitCode.NOT_YET_APPLIED.number());
        assertThat(beyond.err()).contains("it keeps 0 to 19");
    }

    @Test
    void whereTwoPartIsFound() {
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            chain.storage(storage);
            chain.rewind(13).grow(9);
        }
        CommandRun run = run("digest", "--against", snapshot.toString());
        assertThat(run.code()).isEqualTo(ExitCode.DIFFERENT.number());
        assertThat(run.out())
                .contains("the same up to height 13; block 14 is the first that differs")
                .contains(chain.block(14).toString());
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            storage.raiseFloor(16);
        }
        CommandRun pruned = run("digest", "--against", snapshot.toString());
        assertThat(pruned.code()).isEqualTo(ExitCode.DIFFERENT.number());
        assertThat(pruned.out()).contains("different at height 16 already");
        assertThat(run("digest", "--at", "15").code()).isEqualTo(ExitCode.PRUNED.number());
    }

    @Test
    void repairPutsADamagedDatabaseAsideAndSaysWhatIsProved() throws IOException {
        CommandRun nothing = run("repair");
        assertThat(nothing.code()).isZero();
        assertThat(nothing.out())
                .contains("whole up to block " + chain.block(29))
                .contains("nothing was changed");
        Files.delete(database.resolve("CURRENT"));
        assertThat(run("verify").code()).isEqualTo(ExitCode.STORAGE_CORRUPT.number());
        CommandRun salvaged = run("repair");
        assertThat(salvaged.err()).isEmpty();
        assertThat(salvaged.code()).isZero();
        assertThat(salvaged.out())
                .contains("the file CURRENT, which says what belongs to the database, is missing")
                .contains("salvaged: heights 0 to 29")
                .contains("shard-0.damaged-1");
        assertThat(run("verify", "--deep").out()).contains("whole up to block " + chain.block(29));
        try (Stream<Path> tables = Files.list(database)) {
            for (Path table :
                    tables.filter(file -> file.toString().endsWith(".sst")).toList()) {
                Files.write(table, new byte[100]);
            }
        }
        CommandRun lost = run("repair");
        assertThat(lost.code()).isEqualTo(ExitCode.STORAGE_CORRUPT.number());
        assertThat(lost.err())
                .contains("there is no good snapshot of this shard on this machine, so nothing was changed");
    }

    @Test
    void whereASnapshotHasOlderHeightsThanCanBeProvedRepairSaysWhatItCosts() throws IOException {
        Path data = directory.resolve("old");
        Snapshots snapshots = new Snapshots(data.resolve("snapshots/shard-0"), InstantSource.system());
        Files.createDirectories(data);
        OldDamage.in(data.resolve("shard-0"), snapshots);
        String[] place = {"-D", "data-directory=" + data, "-D", "source.bootstrap-servers=kafka:9092"};
        CommandRun restored =
                CommandRun.of(_ -> ExitCode.INTERNAL, Map.of(), "repair", place[0], place[1], place[2], place[3]);
        assertThat(restored.out())
                .contains("chosen because it reaches back to height 0; of the damaged database only ")
                .contains("reads blocks 300 to 304 from the topics once more")
                .contains("--prefer-newest");
        Folders.delete(data.resolve("shard-0"));
        Files.move(data.resolve("shard-0.damaged-1"), data.resolve("shard-0"));
        CommandRun salvaged = CommandRun.of(
                _ -> ExitCode.INTERNAL, Map.of(), "repair", "--prefer-newest", place[0], place[1], place[2], place[3]);
        assertThat(salvaged.out())
                .containsPattern("salvaged: heights \\d+ to 304,")
                .containsPattern("heights 0 to \\d+ could not be proved, and are not in it");
    }

    @Test
    void aHandlerIsNeededOnlyWhereItRuns() throws IOException {
        String[] handler = {"-D", "handle.handler=counting"};
        for (String command : List.of("inspect", "verify", "digest", "repair")) {
            assertThat(run(command, handler)).as(command).returns(0, CommandRun::code);
        }
        assertThat(run(
                        "export",
                        with(handler, "--out", directory.resolve("state.csv").toString())))
                .returns(0, CommandRun::code);
        assertThat(run("rewind", with(handler, "--to-height", "25")).out()).contains("rewound from height 29 to 25");
        assertThat(run("prune", with(handler, "--below", "3"))).returns(0, CommandRun::code);
        assertThat(run("compact", handler)).returns(0, CommandRun::code);
        assertThat(CommandRun.of(
                                _ -> ExitCode.SUCCESS,
                                Map.of(),
                                "snapshot",
                                "list",
                                "-D",
                                "data-directory=" + directory,
                                "-D",
                                "source.bootstrap-servers=nowhere:9092",
                                "-D",
                                "handle.handler=counting")
                        .out())
                .contains("there are no snapshots");
        for (String command : List.of("run", "replay")) {
            String[] more = command.equals("run")
                    ? handler
                    : with(handler, "--from-beginning", "--to-height", "3", "--into", directory + "/again");
            CommandRun refused = run(command, more);
            assertThat(refused.code()).as(command).isEqualTo(ExitCode.CONFIGURATION.number());
            assertThat(refused.err()).contains("there is no handler of that name");
        }
        assertThat(directory.resolve("again")).doesNotExist();
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void whatIsExportedIsImportedElsewhere() throws IOException {
        Path file = directory.resolve("state.cairn");
        CommandRun exported = run("export", "--height", "25", "--format", "cairn", "--out", file.toString());
        assertThat(exported.code()).isZero();
        assertThat(exported.err()).contains("entries as of height 25");
        CommandRun occupied = run("import", file.toString());
        assertThat(occupied.code()).isEqualTo(ExitCode.TRANSFER_REFUSED.number());
        assertThat(occupied.err()).contains("empty place only");
        Files.move(database, directory.resolve("before"));
        CommandRun imported = run("import", file.toString());
        assertThat(imported.out()).contains("the state as of block " + chain.block(25));
        CommandRun same = run("digest", "--against", directory.resolve("before").toString());
        assertThat(same.out()).contains("the same up to block " + chain.block(25));
        Path table = directory.resolve("state.csv");
        run("export", "--format", "csv", "--prefix", "key1", "--enc", "utf8", "--out", table.toString());
        assertThat(Files.readAllLines(table).getFirst()).isEqualTo("key,value");
        assertThat(run("export", "--height", "3").code()).isEqualTo(ExitCode.PRUNED.number());
        assertThat(run("export", "--height", "30").code()).isEqualTo(ExitCode.NOT_YET_APPLIED.number());
        assertThat(run("export", "--prefix", "a", "--from", "b").code()).isEqualTo(ExitCode.USAGE.number());
    }

    private CommandRun run(String command, String... arguments) {
        String[] all = new String[arguments.length + 5];
        all[0] = command;
        all[1] = "-D";
        all[2] = "data-directory=" + directory.resolve("data");
        all[3] = "-D";
        all[4] = "source.bootstrap-servers=nowhere:9092";
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        return CommandRun.of(_ -> ExitCode.SUCCESS, Map.of(), all);
    }
}
