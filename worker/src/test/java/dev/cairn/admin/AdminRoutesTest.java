package dev.cairn.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cairn.api.OpenApiDocument;
import dev.cairn.fixtures.LoggedLines;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.thread.Deadline;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class AdminRoutesTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.ofSchemas();

    @RegisterExtension
    final LoggedLines lines = new LoggedLines("dev.cairn.admin");

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.cairn.admin");

    private static AdministeredServer server;
    private static AdministeredServer withoutAdmins;

    @BeforeAll
    static void start() {
        server = new AdministeredServer(List.of(AdministeredServer.ADMIN));
        withoutAdmins = new AdministeredServer(List.of());
    }

    @BeforeEach
    void reset() {
        server.reset();
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void logAsBefore() {
        logger.setLevel(null);
    }

    @AfterAll
    static void close() {
        server.close();
        withoutAdmins.close();
    }

    static Stream<String> operations() {
        return DOCUMENT.operations().stream().filter(operation -> operation.contains("/v1/admin/"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withoutATokenForAdministrationThereIsNothing(String operation) {
        assertThat(AdministeredServer.problem(
                        withoutAdmins.ask(method(operation), name(operation), Optional.of(AdministeredServer.READ))))
                .isEqualTo("404 /problems/no-such-path");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noTokenAndOneForReadingAreRefused(String operation) {
        HttpResponse<String> without = server.ask(method(operation), name(operation), Optional.empty());
        assertThat(AdministeredServer.problem(without)).isEqualTo("401 /problems/token-needed");
        assertAsWrittenDown(operation, without);
        HttpResponse<String> reading =
                server.ask(method(operation), name(operation), Optional.of(AdministeredServer.READ));
        assertThat(AdministeredServer.problem(reading)).isEqualTo("403 /problems/not-allowed");
        assertAsWrittenDown(operation, reading);
        assertThat(server.first.begun).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theOtherMethodIsRefused(String operation) {
        String other = method(operation).equals("POST") ? "GET" : "POST";
        assertThat(AdministeredServer.problem(
                        server.ask(other, name(operation), Optional.of(AdministeredServer.ADMIN))))
                .isEqualTo("405 /problems/other-method");
        assertThat(server.first.begun).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itTakesTheParametersThatAreWrittenDown(String operation) {
        HttpResponse<String> reply = server.ask(
                method(operation), name(operation) + "?no-such-one=1", Optional.of(AdministeredServer.ADMIN));
        assertThat(AdministeredServer.problem(reply)).isEqualTo("400 /problems/unknown-parameter");
        String accepted = AdministeredServer.parse(reply).path("accepted").asText();
        Set<String> taken = accepted.equals("none") ? Set.of() : new TreeSet<>(Arrays.asList(accepted.split(", ", -1)));
        assertThat(DOCUMENT.queryParameters(operation)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "flush",
        "snapshot",
        "compact",
        "pause",
        "resume",
        "flush?shard=1",
        "prune?below=7&shard=0",
        "rewind?to=7&shard=0",
        "compact?from=61&to=62&shard=1",
        "log-level?logger=dev.cairn&level=debug"
    })
    void whatIsAnsweredIsWrittenDown(String asked) {
        HttpResponse<String> reply = server.post(asked);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertAsWrittenDown("POST /v1/admin/" + asked.replaceFirst("\\?.*", ""), reply);
        HttpResponse<String> tasks = server.get("tasks");
        assertThat(tasks.statusCode()).isEqualTo(200);
        assertAsWrittenDown("GET /v1/admin/tasks", tasks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flush?shard=2",
                "flush?shard=-1",
                "flush?shard=4294967296",
                "flush?shard=99999999999999999999",
                "flush?shard=",
                "rewind?shard=0",
                "rewind?to=5",
                "rewind?shard=0&to=-1",
                "prune?shard=0",
                "prune?below=5",
                "prune?shard=0&below=-1",
                "prune?shard=0&below=1e3",
                "prune?shard=0&below=latest",
                "prune?shard=0&below=9223372036854775807",
                "prune?shard=0&below=99999999999999999999999999",
                "compact?prefix=6",
                "compact?prefix=61&from=62",
                "compact?from=62&to=61",
                "compact?from=61&to=61",
                "compact?to=zz",
                "log-level?logger=dev.cairn",
                "log-level?level=debug",
                "log-level?logger=&level=debug",
                "log-level?logger=dev.cairn&level=verbose",
                "log-level?logger=no.such.logger&level=debug",
                "log-level?logger=org.example&level=debug",
                "log-level?logger=dev.cairn.admin.Audit&level=error"
            })
    void whatCannotBeIsRefusedByItsNameAndLogged(String asked) {
        HttpResponse<String> reply = server.post(asked);
        assertThat(AdministeredServer.problem(reply)).isEqualTo("400 /problems/bad-parameter");
        assertAsWrittenDown("POST /v1/admin/" + asked.replaceFirst("\\?.*", ""), reply);
        assertThat(server.first.begun).isEmpty();
        assertThat(server.second.begun).isEmpty();
        assertThat(logged()).contains("bad-parameter");
    }

    @Test
    void withoutAShardAllAreMeant() {
        HttpResponse<String> reply = server.post("snapshot");
        assertThat(AdministeredServer.parse(reply).path("tasks")).hasSize(2);
        assertThat(server.first.begun).containsExactly(new Chore.Snapshot());
        assertThat(server.second.begun).containsExactly(new Chore.Snapshot());
        server.post("prune?shard=1&below=5");
        server.post("rewind?shard=1&to=6");
        server.post("compact?shard=1&prefix=61");
        assertThat(server.second.begun)
                .endsWith(
                        new Chore.Prune(new BlockHeight(5)),
                        new Chore.Rewind(new BlockHeight(6)),
                        new Chore.Compact(KeyRange.prefix(Bytes.ofHex("61"))));
        assertThat(server.first.begun).hasSize(1);
    }

    @Test
    void ifOneIsNotOpenNoneIsTouched() {
        server.closeTheSecondShard();
        HttpResponse<String> reply = server.post("flush");
        assertThat(AdministeredServer.problem(reply)).isEqualTo("503 /problems/starting");
        assertAsWrittenDown("POST /v1/admin/flush", reply);
        assertThat(server.first.begun).isEmpty();
    }

    @Test
    void ofAKindThereIsOneAtATimeAndTheOthersGoOn() {
        CompletableFuture<Map<String, Object>> running = new CompletableFuture<>();
        server.first.next = Optional.of(running);
        CompletableFuture<HttpResponse<String>> snapshot = server.postMeanwhile("snapshot?shard=0");
        Deadline patience = Deadline.in(Duration.ofMinutes(1));
        while (!task("snapshot").path("state").asText().equals("running")) {
            assertThat(patience.hasPassed()).isFalse();
        }
        assertThat(task("snapshot").path("milliseconds").isNull()).isTrue();

        HttpResponse<String> second = server.post("snapshot");
        assertThat(AdministeredServer.problem(second)).isEqualTo("409 /problems/already-running");
        assertAsWrittenDown("POST /v1/admin/snapshot", second);
        assertThat(server.second.begun).isEmpty();
        assertThat(server.post("snapshot?shard=1").statusCode()).isEqualTo(200);
        server.first.next = Optional.empty();
        assertThat(server.post("flush?shard=0").statusCode()).isEqualTo(200);

        running.complete(Map.of("height", 9L));
        assertThat(snapshot.join().statusCode()).isEqualTo(200);
        assertThat(task("snapshot").path("state").asText()).isEqualTo("done");
        assertThat(task("snapshot").at("/result/height").asLong()).isEqualTo(9);
        assertThat(server.post("snapshot?shard=0").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTakesLongIsAnsweredAtOnceAndFollowed() {
        CompletableFuture<Map<String, Object>> running = new CompletableFuture<>();
        server.first.next = Optional.of(running);
        HttpResponse<String> reply = server.post("compact?shard=0");
        assertThat(reply.statusCode()).isEqualTo(202);
        assertAsWrittenDown("POST /v1/admin/compact", reply);
        running.complete(Map.of());
        assertThat(task("compact").path("state").asText()).isEqualTo("done");
    }

    @Test
    void whatIsRefusedBelowIsToldAsItIs() {
        server.first.next = Optional.of(CompletableFuture.failedFuture(new RefusedException(
                Problem.badParameter("below", Optional.of("9"), "at most 8, which is the newest block on disk"))));
        HttpResponse<String> reply = server.post("prune?shard=0&below=9");
        assertThat(AdministeredServer.problem(reply)).isEqualTo("400 /problems/bad-parameter");
        assertThat(reply.body()).contains("at most 8");
        assertThat(task("prune").path("explanation").asText()).contains("at most 8");
        assertAsWrittenDown("GET /v1/admin/tasks", server.get("tasks"));
        assertThat(server.post("prune?shard=0&below=8").statusCode()).isEqualTo(400);
    }

    @Test
    void whatNobodyForesawIsToldToTheLogOnly() {
        server.first.next =
                Optional.of(CompletableFuture.failedFuture(new IllegalStateException("with the secret of hunter2")));
        HttpResponse<String> reply = server.post("flush?shard=0");
        assertThat(AdministeredServer.problem(reply)).isEqualTo("500 /problems/failed");
        assertThat(reply.body()).doesNotContain("hunter2").contains("log");
        assertThat(lines.all()).anyMatch(line -> line.getThrowableProxy() != null);
    }

    @Test
    void shardsStandStillAndGoOn() {
        assertThat(server.post("pause?shard=1").body()).contains("{\"shard\":1,\"paused\":true}");
        assertThat(server.first.isPaused()).isFalse();
        assertThat(server.post("pause").body()).contains("{\"shard\":0,\"paused\":true},{\"shard\":1,\"paused\":true}");
        assertThat(server.post("resume").body())
                .contains("{\"shard\":0,\"paused\":false},{\"shard\":1,\"paused\":false}");
    }

    @Test
    void levelsAreChangedAndComeBack() {
        assertThat(server.post("log-level?logger=dev.cairn&level=trace").body().strip())
                .isEqualTo("{\"logger\":\"dev.cairn\",\"before\":\"info\",\"level\":\"trace\"}");
        assertThat(server.post("log-level?logger=dev.cairn&level=default")
                        .body()
                        .strip())
                .isEqualTo("{\"logger\":\"dev.cairn\",\"before\":\"trace\",\"level\":\"info\"}");
        assertThat(server.post("log-level?logger=org.example&level=error").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsDoneIsLoggedWhateverIsLoggedOtherwise() {
        assertThat(server.levels.levelOf(Audit.LOGGER)).isEqualTo("info");
    }

    @Test
    void whatIsDoneIsLoggedAndNoToken() {
        server.post("flush?shard=0");
        server.post("prune?shard=1&below=5");
        server.post("pause");
        server.post("log-level?logger=dev.cairn&level=warn");
        assertThat(logged())
                .contains("flush", "prune", "shard=\"1\"", "below 5", "height=7", "pause", "info to warn")
                .doesNotContain(AdministeredServer.ADMIN)
                .doesNotContain("Bearer");
    }

    private String logged() {
        return lines.all().stream()
                .map(line -> line.getMessage() + " " + line.getKeyValuePairs())
                .toList()
                .toString();
    }

    private JsonNode task(String kind) {
        return AdministeredServer.parse(server.get("tasks"))
                .path("tasks")
                .valueStream()
                .filter(task -> task.path("task").asText().equals(kind)
                        && task.path("shard").asInt() == 0)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static void assertAsWrittenDown(String operation, HttpResponse<String> reply) {
        String mediaType = reply.headers().firstValue("Content-Type").orElseThrow();
        assertThat(DOCUMENT.objections(operation, reply.statusCode(), mediaType, AdministeredServer.parse(reply)))
                .as(reply.body())
                .isEmpty();
    }

    private static String method(String operation) {
        return operation.substring(0, operation.indexOf(' '));
    }

    private static String name(String operation) {
        return operation.substring(operation.lastIndexOf('/') + 1);
    }
}
