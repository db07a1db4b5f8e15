package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.admin.AdminRoutes;
import dev.cairn.admin.RecordedLevels;
import dev.cairn.http.Route;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written down of `/v1` is what is answered there.
class OpenApiTest {
    private static final String STREAM = "/v1/blocks/stream";

    private final ServedChain chain = new ServedChain(false);
    private final OpenApiDocument document =
            new OpenApiDocument(chain.get("/v1/openapi.yaml").body());

    @BeforeEach
    void grow() {
        chain.apply(chain.next().put("a", "0").put("b", "0"))
                .apply(chain.next().delete("b").put("c/d", "ü"))
                .flushUpTo(1)
                .apply(chain.next().put("a", "2"));
    }

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void whatIsWrittenDownIsThereAndTheOtherWayRound() {
        List<String> there = new ArrayList<>(operations(
                ApiRoutes.of(Set.of(ServedChain.SHARD), TreeMap::new, new OpenScans(1, Duration.ofMinutes(1)))));
        there.addAll(operations(AdminRoutes.of(Set.of(0), TreeMap::new, new RecordedLevels())));
        there.addAll(List.of("GET /v1/status", "GET /v1/config", "GET /v1/snapshots"));
        assertThat(document.operations()).containsExactlyInAnyOrderElementsOf(there);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionTakesTheParametersThatAreWrittenDown(String operation) {
        String path = operation.substring(operation.indexOf(' ') + 1).replace("{block}", "latest") + "?no-such-one=1";
        JsonNode problem =
                ServedChain.parse((operation.startsWith("POST") ? chain.post(path, "{}") : chain.get(path)).body());
        assertThat(problem.path("type").asText()).isEqualTo("/problems/unknown-parameter");
        Set<String> taken =
                new TreeSet<>(Arrays.asList(problem.path("accepted").asText().split(", ", -1)));
        assertThat(document.queryParameters(operation)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/state, /v1/state?key=61",
        "/v1/state, /v1/state?key=Yy9k&enc=base64url&time=1500",
        "/v1/state/scan, /v1/state/scan",
        "/v1/state/scan, /v1/state/scan?limit=1&direction=desc",
        "/v1/state/history, /v1/state/history?key=62",
        "/v1/state/history, /v1/state/history?key=61&limit=1",
        "/v1/blocks, /v1/blocks",
        "/v1/blocks, /v1/blocks?before=1",
        "/v1/blocks/{block}, /v1/blocks/latest",
        "/v1/blocks/{block}, /v1/blocks/0",
        "/v1/blocks/{block}/changes, /v1/blocks/1/changes",
        "/v1/changes, /v1/changes?from=0&limit=1",
        "/v1/changes, /v1/changes?from=2&to=0"
    })
    void anAnswerIsAsItIsWrittenDown(String path, String asked) {
        HttpResponse<String> reply = chain.get(asked);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertAsWrittenDown("GET " + path, reply);
    }

    @Test
    void aBatchIsAsItIsWrittenDown() {
        HttpResponse<String> reply = chain.post("/v1/state/batch", "{\"keys\": [\"61\", \"99\"]}");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertAsWrittenDown("POST /v1/state/batch", reply);
        assertAsWrittenDown("POST /v1/state/batch", chain.post("/v1/state/batch", "{}"));
    }

    @Test
    void linesAreAsTheyAreWrittenDown() {
        HttpResponse<String> lines = chain.get("/v1/state/scan", "Accept", "application/x-ndjson");
        assertThat(lines.body().lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(document.objections(
                                "GET /v1/state/scan", 200, "application/x-ndjson", ServedChain.parse(line)))
                        .isEmpty());
    }

    @Test
    void eventsAreAsTheyAreWrittenDown() {
        chain.apply(chain.next());
        try (Stream<String> lines = chain.lines(STREAM + "?from=2").body()) {
            var data = lines.filter(line -> line.startsWith("data: "))
                    .map(line -> ServedChain.parse(line.substring("data: ".length())))
                    .iterator();
            assertThat(document.objections("GET " + STREAM, 200, "text/event-stream", data.next()))
                    .isEmpty();
            assertThat(data.next().path("height").asLong()).isEqualTo(3);
            chain.dropAbove(2).apply(chain.next().branch("b"));
            assertThat(document.objections("GET " + STREAM, 200, "text/event-stream", data.next()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, /v1/state, /v1/state?key=99",
        "404, /v1/state, /v1/state?key=61&height=9",
        "400, /v1/state, /v1/state",
        "400, /v1/state, /v1/state?key=xy",
        "400, /v1/state, /v1/state?key=61&hieght=1",
        "400, /v1/state, /v1/state?key=61&key=62",
        "400, /v1/state/scan, /v1/state/scan?cursor=x",
        "404, /v1/blocks/{block}, /v1/blocks/0x99",
        "404, /v1/blocks/{block}, /v1/blocks/9",
        "404, /v1/blocks/stream, /v1/blocks/stream?from=9",
        "404, /v1/state, /v1/no-such-path"
    })
    void aProblemIsAsItIsWrittenDown(int status, String path, String asked) {
        HttpResponse<String> reply = chain.get(asked);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertAsWrittenDown("GET " + path, reply);
    }

    @Test
    void whatIsGoneIsToldAsItIsWrittenDown() {
        String cursor = chain.json("/v1/state/scan?limit=1").path("cursor").asText();
        chain.dropAbove(1).apply(chain.next().branch("b"));
        HttpResponse<String> reorged = chain.get("/v1/state/scan?cursor=" + cursor);
        assertThat(reorged.statusCode()).isEqualTo(409);
        assertAsWrittenDown("GET /v1/state/scan", reorged);
        chain.prune(1);
        HttpResponse<String> pruned = chain.get("/v1/state?key=61&height=0");
        assertThat(pruned.statusCode()).isEqualTo(410);
        assertAsWrittenDown("GET /v1/state", pruned);
    }

    private void assertAsWrittenDown(String operation, HttpResponse<String> reply) {
        String mediaType = reply.headers().firstValue("Content-Type").orElseThrow();
        assertThat(document.objections(operation, reply.statusCode(), mediaType, ServedChain.parse(reply.body())))
                .as(reply.body())
                .isEmpty();
    }

    /// All that take parameters.
    static Stream<String> questions() {
        return operations(
                        ApiRoutes.of(Set.of(ServedChain.SHARD), TreeMap::new, new OpenScans(1, Duration.ofMinutes(1))))
                .stream()
                .filter(operation -> !operation.endsWith("/openapi.yaml"));
    }

    private static List<String> operations(List<Route> routes) {
        return routes.stream().map(route -> route.method() + " " + route.path()).toList();
    }
}
