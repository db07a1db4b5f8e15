package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.HttpConfig;
import dev.cairn.http.Problem;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.WebServer;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `rewind`, `prune`, `compact` and `snapshot take`: of files at rest, and of a worker.
class ShardCommandsTest {
    @TempDir
    private Path data;

    private final Deque<String> asked = new ConcurrentLinkedDeque<>();

    @Test
    void filesAtRestAreRewound() {
        write(20);
        CommandRun run = here("rewind", "--to-height", "12");
        assertThat(run.out()).startsWith("shard 0: rewound from height 20 to 12; 7 keys have their older value again");
        assertThat(run.code()).isZero();
        try (Storage storage = open()) {
            assertThat(storage.committed().orElseThrow().height()).isEqualTo(12);
            new WrittenChain(storage).write(8);
        }
        assertThat(here("rewind", "--to-height", "20").out()).contains("0 keys");
    }

    @Test
    void filesAtRestArePrunedAndCompacted() {
        write(20);
        assertThat(here("prune", "--below", "15").out()).startsWith("shard 0: the earliest height is 15; it was 1");
        assertThat(here("prune", "--below", "3").out()).startsWith("shard 0: the earliest height is 15; it was 15");
        assertThat(here("compact").out()).startsWith("shard 0: compacted from ");
        assertThat(here("compact", "--range", "6b..6c").code()).isZero();
        try (Storage storage = open()) {
            assertThat(storage.earliestHeight()).isEqualTo(15);
        }
    }

    @Test
    void whatCannotBeIsRefusedAndNothingIsChanged() {
        write(20);
        assertThat(here("prune", "--below", "21"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(ExitCode.USAGE.number()))
                .satisfies(run -> assertThat(run.err()).contains("--below is 21", "from 0 to 20"));
        here("prune", "--below", "5");
        assertThat(here("rewind", "--to-height", "4").err()).contains("--to-height is 4", "from 5 to 20");
        assertThat(here("rewind", "--to-height", "21").code()).isEqualTo(ExitCode.USAGE.number());
        try (Storage storage = open()) {
            assertThat(storage.committed().orElseThrow().height()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rewind --to-height 3", "prune --below 3", "compact"})
    void filesThatAWorkerHasOpenAreNotTouched(String command) {
        write(20);
        try (Storage storage = open()) {
            CommandRun run = here(command.split(" "));
            assertThat(run.code()).isEqualTo(ExitCode.STORAGE_REFUSED.number());
            assertThat(run.err()).contains("Another process has");
            assertThat(storage.committed().orElseThrow().height()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rewind --to-height 3", "prune --below 3", "compact"})
    void whereThereIsNoDatabaseNoneIsMade(String command) {
        CommandRun run = here(command.split(" "));
        assertThat(run.code()).isEqualTo(ExitCode.STORAGE_REFUSED.number());
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6b", "6b..6a", "x..y", "6b..6b"})
    void aRangeIsTwoKeys(String range) {
        assertThat(here("compact", "--range", range))
                .satisfies(run -> assertThat(run.code()).isEqualTo(ExitCode.USAGE.number()))
                .satisfies(run -> assertThat(run.err()).contains("as 6100..62"));
    }

    @Test
    void aWorkerIsAskedAndWaitedFor() {
        CommandRun run = ofWorker(
                List.of(
                        task("rewind", "running", "null", "null"),
                        task("rewind", "running", "null", "null"),
                        task("rewind", "done", "{\"before\": 20, \"applied\": 12, \"keys\": 7}", "null")),
                "rewind",
                "--to-height",
                "12",
                "--shard",
                "2");
        assertThat(run.out()).startsWith("shard 2: rewound from height 20 to 12; 7 keys");
        assertThat(run.code()).isZero();
        assertThat(asked).containsExactly("rewind shard=2 to=12", "tasks", "tasks");
    }

    @Test
    void aWorkerIsAskedForTheOthersToo() {
        assertThat(ofWorker(
                                List.of(task("prune", "done", "{\"before\": 0, \"earliest\": 5}", "null")),
                                "prune",
                                "--below",
                                "5")
                        .out())
                .startsWith("shard 2: the earliest height is 5; it was 0");
        assertThat(ofWorker(List.of(task("compact", "done", "{}", "null")), "compact", "--range", "..6c")
                        .out())
                .startsWith("shard 2: compacted");
        assertThat(ofWorker(
                                List.of(task(
                                        "snapshot",
                                        "done",
                                        "{\"height\": 17, \"hash\": \"ab\", \"folder\": \"/s/17\", \"bytes\": 1}",
                                        "null")),
                                "snapshot",
                                "take")
                        .out())
                .startsWith("shard 2: /s/17, the state as of block 17 ab");
        assertThat(asked).containsExactly("prune below=5", "compact to=6c", "snapshot");
    }

    @Test
    void whatFailsIsToldWithACode() {
        CommandRun late = ofWorker(
                List.of(task("compact", "running", "null", "null"), task("compact", "failed", "null", "\"no room\"")),
                "compact");
        assertThat(late.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(late.out()).isEmpty();
        CommandRun restarted = ofWorker(List.of(task("compact", "running", "null", "null"), ""), "compact");
        assertThat(restarted.code()).isEqualTo(ExitCode.REFUSED.number());
        CommandRun atOnce = ofWorker(List.of(), "compact");
        assertThat(atOnce.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(atOnce.err()).contains("one is under way");
    }

    private static String task(String kind, String state, String result, String explanation) {
        return """
                {"task": "%s", "shard": 2, "began": "2026-11-21T22:04:31.001Z", "state": "%s", "milliseconds": null, "result": %s, "explanation": %s}""".formatted(kind, state, result, explanation);
    }

    private void write(int blocks) {
        try (Storage storage = open()) {
            new WrittenChain(storage).write(blocks);
        }
    }

    private Storage open() {
        return TestRocks.open(data.resolve("shard-0"), Durability.WAL);
    }

    private CommandRun here(String... arguments) {
        return run(Stream.concat(
                Stream.of(arguments),
                Stream.of("-D", "data-directory=" + data, "-D", "source.bootstrap-servers=localhost:1")));
    }

    /// @param answers  what the worker says of its tasks, one time after the other; refused if there is nothing to say
    private CommandRun ofWorker(List<String> answers, String... arguments) {
        Deque<String> left = new ConcurrentLinkedDeque<>(answers);
        List<Route> routes = new ArrayList<>();
        for (String chore : List.of("rewind", "prune", "compact", "snapshot")) {
            routes.add(Route.post("/v1/admin/" + chore, "", request -> told(chore, request, left)));
        }
        routes.add(Route.get("/v1/admin/tasks", "", request -> told("tasks", request, left)));
        try (WebServer server = WebServer.start(new HttpConfig("127.0.0.1", 0), routes)) {
            String url = "http://127.0.0.1:" + server.address().getPort();
            return run(Stream.concat(Stream.of(arguments), Stream.of("--url", url)));
        }
    }

    private Reply told(String what, Request request, Deque<String> left) {
        StringBuilder line = new StringBuilder(what);
        for (String name : List.of("shard", "below", "from", "to")) {
            request.parameter(name)
                    .ifPresent(
                            value -> line.append(' ').append(name).append('=').append(value));
        }
        asked.add(line.toString());
        String next = left.poll();
        if (next == null) {
            return new Problem(409, "already-running", "It is being done", "one is under way", Map.of()).reply();
        }
        return Reply.text(next.contains("running") ? 202 : 200, "application/json", "{\"tasks\": [" + next + "]}");
    }

    private static CommandRun run(Stream<String> arguments) {
        return CommandRun.of(_ -> ExitCode.INTERNAL, Map.of(), arguments.toArray(String[]::new));
    }
}
