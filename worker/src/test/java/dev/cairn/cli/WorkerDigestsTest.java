package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.api.ApiRoutes;
import dev.cairn.api.BlockStreamConfig;
import dev.cairn.api.BlockStreams;
import dev.cairn.api.OpenScans;
import dev.cairn.api.ShardView;
import dev.cairn.fixtures.FlushedChain;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.Reply;
import dev.cairn.http.Route;
import dev.cairn.http.WebServer;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.read.ReadConfig;
import dev.cairn.read.StateReader;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.TestRocks;
import dev.cairn.thread.ForwardClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `digest` of a worker that answers over HTTP: blocks 0 to 29 are on its disk, and there is a copy as of block 19.
class WorkerDigestsTest {
    private static final int SHARD = 2;

    @TempDir
    Path directory;

    private final List<WebServer> servers = new ArrayList<>();
    private Path snapshot;
    private Storage storage;
    private FlushedChain chain;

    @BeforeEach
    void write() {
        snapshot = directory.resolve("snapshot");
        storage = TestRocks.open(directory.resolve("shard-2"), Durability.WAL);
        chain = new FlushedChain(storage, 0, new Random(3));
        chain.grow(20);
        storage.flushMemtables();
        storage.checkpoint(snapshot);
        chain.grow(10);
    }

    @AfterEach
    void close() {
        servers.forEach(WebServer::close);
        storage.close();
    }

    @Test
    void theDigestOfAWorkerIsThatOfItsDatabase() {
        String url = serve(0, 29);
        CommandRun newest = digest("--url", url);
        assertThat(newest.code()).isZero();
        assertThat(newest.err()).contains("at block " + chain.block(29));
        assertThat(newest.out().strip())
                .isEqualTo(storage.committed().orElseThrow().digest().toHex());
        assertThat(digest("--url", url, "--at", "19").out())
                .isEqualTo(digest("--folder", snapshot.toString()).out());
    }

    @Test
    void aWorkerAndASnapshotAreComparedFromEitherSide() {
        String url = serve(0, 29);
        for (CommandRun run : List.of(
                digest("--url", url, "--against", snapshot.toString()),
                digest("--folder", snapshot.toString(), "--against", url),
                digest("--url", url, "--against", serve(0, 19)))) {
            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("the same up to block " + chain.block(19));
        }
    }

    @Test
    void whereAWorkerAndASnapshotPartIsFound() {
        chain.rewind(13).grow(9);
        String url = serve(0, 22);
        CommandRun run = digest("--url", url, "--against", snapshot.toString());
        assertThat(run.code()).isEqualTo(ExitCode.DIFFERENT.number());
        assertThat(run.out())
                .contains("the same up to height 13; block 14 is the first that differs")
                .contains(url, chain.block(14).toString());
    }

    @Test
    void aHeightThatAWorkerDoesNotHaveEndsWithTheCodeForIt() {
        storage.raiseFloor(21);
        String url = serve(21, 29);
        CommandRun pruned = digest("--url", url, "--at", "20");
        assertThat(pruned.code()).isEqualTo(ExitCode.PRUNED.number());
        assertThat(pruned.err()).contains("not kept any more in " + url + "; it keeps 21 to 29");
        CommandRun early = digest("--url", url, "--at", "30");
        assertThat(early.code()).isEqualTo(ExitCode.NOT_YET_APPLIED.number());
        assertThat(early.err()).contains("it keeps 21 to 29");
        CommandRun apart = digest("--url", url, "--against", snapshot.toString());
        assertThat(apart.code()).isEqualTo(ExitCode.PRUNED.number());
        CommandRun empty = digest("--url", serveMarks("null", "null"));
        assertThat(empty.code()).isEqualTo(ExitCode.NOT_YET_APPLIED.number());
        assertThat(empty.err()).contains("holds no block");
    }

    @Test
    void whatGoesAwayWhileItIsAskedForEndsWithTheSameCodes() {
        storage.raiseFloor(21);
        CommandRun pruned = digest("--url", serve(0, 29), "--at", "20");
        assertThat(pruned.code()).isEqualTo(ExitCode.PRUNED.number());
        assertThat(pruned.err()).contains("21").contains("ask again");
        CommandRun rewound = digest("--url", serve(21, 35));
        assertThat(rewound.code()).isEqualTo(ExitCode.NOT_YET_APPLIED.number());
        assertThat(rewound.err()).contains("ask again");
    }

    @Test
    void whereNoWorkerAnswersThatIsSaidAndWhereOneStartsToo() {
        String nowhere = serve(0, 29);
        servers.removeFirst().close();
        for (CommandRun run :
                List.of(digest("--url", nowhere), digest("--folder", snapshot.toString(), "--against", nowhere))) {
            assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
            assertThat(run.err()).contains(nowhere).doesNotContain("at dev.cairn");
        }
        CommandRun starting = digest(
                "--url",
                serve("{\"shard\": 2, \"condition\": \"starting\","
                        + " \"explanation\": \"starting: it waits\", \"halt\": null}"));
        assertThat(starting.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(starting.err()).contains("is starting").contains("ask again in a moment");
    }

    @Test
    void ofSeveralShardsOneIsNamed() {
        String url = serve(shard(1, "0", "29") + "," + shard(SHARD, "0", "29"));
        CommandRun which = digest("--url", url);
        assertThat(which.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(which.err()).contains("has the shards [1, 2]").contains("--shard 1");
        assertThat(digest("--url", url, "--shard", "2").code()).isZero();
        assertThat(digest("--url", url, "--shard", "7").err()).contains("has the shards [1, 2]");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        CommandRun both = digest("--url", "http://127.0.0.1:1", "--folder", snapshot.toString());
        assertThat(both.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(both.err()).contains("but got both");
        CommandRun address = digest("--folder", snapshot.toString(), "--against", "http://a b");
        assertThat(address.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(address.err()).contains("--against is no address");
    }

    private static CommandRun digest(String... options) {
        List<String> all = new ArrayList<>(List.of("digest"));
        all.addAll(List.of(options));
        return CommandRun.of(_ -> ExitCode.INTERNAL, Map.of(), all.toArray(String[]::new));
    }

    private String serve(long earliest, long flushed) {
        return serveMarks(Long.toString(earliest), Long.toString(flushed));
    }

    private String serveMarks(String earliest, String flushed) {
        return serve(shard(SHARD, earliest, flushed));
    }

    private static String shard(int number, String earliest, String flushed) {
        return """
                {"shard": %d, "condition": "running", "explanation": null, "halt": null,
                 "marks": {"earliest": %s, "flushed": %s, "finalized": %s, "applied": %s, "snapshot": null},
                 "lag": {"offsets": 0, "blocks": 0, "seconds": 0}, "catchUpSeconds": null,
                 "rates": {"blocks": 0, "transactions": 0, "writes": 0}}""".formatted(number, earliest, flushed, flushed, flushed);
    }

    /// The read API of the database, and a worker's word on how far it is.
    private String serve(String shards) {
        CommittedPosition newest = storage.committed().orElseThrow();
        MvccStore memory = new MvccStore(
                new MvccConfig(1, 0, Duration.ofMinutes(1)), Optional.of(newest.block()), ForwardClock.fromNow());
        StateReader reader = new StateReader(memory, storage, new ReadConfig(4));
        OptionalLong height = OptionalLong.of(newest.height());
        MarkBoard marks = new MarkBoard(
                new Marks(OptionalLong.of(storage.earliestHeight()), height, height, height, OptionalLong.empty()));
        ShardView view = new ShardView(
                SHARD, reader, marks, false, new BlockStreams(reader, marks, BlockStreamConfig.standard()));
        List<Route> routes = new ArrayList<>(ApiRoutes.of(
                Set.of(SHARD), () -> new TreeMap<>(Map.of(SHARD, view)), new OpenScans(4, Duration.ofMinutes(1))));
        routes.add(Route.get(
                "/v1/status",
                "",
                _ -> Reply.text(200, "application/json", "{\"version\": \"1\", \"shards\": [" + shards + "]}")));
        WebServer server = WebServer.start(new HttpConfig("127.0.0.1", 0), routes);
        servers.add(server);
        return "http://127.0.0.1:" + server.address().getPort();
    }
}
