package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.api.OpenApiDocument;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.Reply;
import dev.cairn.http.Route;
import dev.cairn.http.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private static final String RUNNING = shard(0, "running", "null", "null", """
            "marks": {"earliest": 0, "flushed": 5, "finalized": 6, "applied": 12345, "snapshot": null},
            "lag": {"offsets": 12345, "blocks": 0, "seconds": 75.4}, "catchUpSeconds": 7384.2,
            "rates": {"blocks": 0.5, "transactions": 2.0, "writes": 30000.0}
            """);
    private static final String HALTED = shard(1, "halted", "\"halted: gap\"", """
            {"reason": "gap", "what": "heights 5 to 7 are missing", "where": "blocks-1@17",
             "whatToDo": "Publish them.", "mayPass": false}""", """
            "marks": {"earliest": null, "flushed": null, "finalized": null, "applied": null, "snapshot": null},
            "lag": {"offsets": null, "blocks": null, "seconds": null}, "catchUpSeconds": null,
            "rates": {"blocks": 0, "transactions": 0, "writes": 0}
            """);
    private static final String STARTING = shard(2, "starting", "\"starting: waiting for Kafka. Look.\"", "null", "");

    @Test
    void aWorkerWhoseShardsApplyBlocksEndsWithZero() {
        CommandRun run = run(200, status(RUNNING));
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "cairn 1.2",
                        "",
                        "shard 0: running",
                        "  marks  applied 12345, finalized 6, flushed 5, snapshot –, earliest 0",
                        "  lag    12,345 offsets, 0 blocks, 1 min 15 s, caught up in about 2 h 3 min",
                        "  rates  0.5 blocks/s, 2 transactions/s, 30,000 writes/s over the last 10 s");
        assertThat(run.code()).isZero();
    }

    @Test
    void aShardThatStandsEndsWithACodeOfItsOwnAndSaysWhatToDo() {
        CommandRun run = run(200, status(RUNNING + "," + HALTED + "," + STARTING));
        assertThat(run.code()).isEqualTo(ExitCode.NOT_APPLYING.number());
        assertThat(run.out())
                .contains(
                        "shard 1: halted (gap)\n  what   heights 5 to 7 are missing\n  where  blocks-1@17\n"
                                + "  to do  Publish them.\n  marks  applied –",
                        "lag    not known yet",
                        "shard 2: starting\n  why  starting: waiting for Kafka. Look.\n");
    }

    @Test
    void jsonIsWhatTheWorkerSays() {
        CommandRun run = run(200, status(HALTED), "--json");
        assertThat(run.out().strip()).isEqualTo(status(HALTED).strip());
        assertThat(run.code()).isEqualTo(ExitCode.NOT_APPLYING.number());
    }

    @Test
    void whoIsRefusedOrFindsNoWorkerIsToldWhy() {
        CommandRun refused = run(401, """
                {"type": "/problems/token-needed", "title": "A", "status": 401, "detail": "expected a token"}""");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.err()).contains("expected a token", "--token-file FILE");
        CommandRun other = run(200, "{\"hello\": \"world\"}");
        assertThat(other.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(other.err()).contains("look whether the address is that of a worker");
    }

    @Test
    void whatIsReadHereIsWhatIsWrittenDown() throws IOException {
        assertThat(OpenApiDocument.ofSchemas()
                        .objections(
                                "GET /v1/status",
                                200,
                                "application/json",
                                new JsonMapper().readTree(status(RUNNING + "," + HALTED + "," + STARTING))))
                .isEmpty();
    }

    private static String shard(int number, String condition, String explanation, String halt, String more) {
        return """
                {"shard": %d, "condition": "%s", "explanation": %s, "halt": %s%s%s}
                """.formatted(number, condition, explanation, halt, more.isEmpty() ? "" : ", ", more);
    }

    private static String status(String shards) {
        return "{\"version\": \"1.2\", \"shards\": [" + shards + "]}\n";
    }

    private static CommandRun run(int status, String answer, String... options) {
        try (WebServer server = WebServer.start(
                new HttpConfig("127.0.0.1", 0),
                List.of(Route.get("/v1/status", "", _ -> Reply.text(status, "application/json", answer))))) {
            String url = "http://127.0.0.1:" + server.address().getPort();
            String[] all = new String[options.length + 3];
            all[0] = "status";
            all[1] = "--url";
            all[2] = url;
            System.arraycopy(options, 0, all, 3, options.length);
            return CommandRun.of(_ -> ExitCode.SUCCESS, Map.of(), all);
        }
    }
}
