package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.WebServer;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the client makes of who is no worker, or none of ours, or not there.
class UnfitAnswersTest {
    private static final Query<StateValue> GET = Query.get(new StateKey(ChainBuilder.utf8("a")), AsOf.latest());

    private final AtomicReference<Reply> reply = new AtomicReference<>(Reply.text(200, "hello"));
    private final AtomicReference<Optional<Request>> asked = new AtomicReference<>(Optional.empty());
    private final WebServer server = WebServer.start(
            new HttpConfig("127.0.0.1", 0),
            List.of(
                    Route.get("/v1/state", "what the test says", this::answer),
                    Route.get("/behind/v1/state", "the same elsewhere", this::answer)));
    private final URI url = URI.create("http://127.0.0.1:" + server.address().getPort());

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "200, hello",
                "200, ||",
                "200, |[]|",
                "200, |{}|",
                "200, |{\"at\": {\"height\": 5, \"hash\": \"35\"}}|",
                "200, |{\"at\": {\"height\": 5}, \"entry\": {\"key\": \"61\", \"value\": \"35\"}}|",
                "200, |{\"at\": {\"height\": \"5\", \"hash\": \"35\"}, \"entry\": {\"key\": \"61\", \"value\": \"35\"}}|",
                "200, |{\"at\": {\"height\": -5, \"hash\": \"35\"}, \"entry\": {\"key\": \"61\", \"value\": \"35\"}}|",
                "200, |{\"at\": {\"height\": 5, \"hash\": \"35\"}, \"entry\": {\"key\": \"61\", \"value\": \"xy\"}}|",
                "200, |{\"at\": {\"height\": 5, \"hash\": \"35\"}, \"entry\": {\"key\": \"61\", \"value\": null}}|",
                "404, not found",
                "404, |{\"type\": \"about:blank\", \"detail\": \"none\"}|",
                "410, |{\"type\": \"/problems/pruned\", \"detail\": \"none\"}|"
            })
    void whatNoWorkerSaysIsNoAnswer(int status, String body) {
        reply.set(Reply.text(status, body));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(this::ask)
                .withMessageContaining("expected the answer of a worker from " + url)
                .withMessageContaining("status " + status);
    }

    @Test
    void aProblemThatIsNotKnownIsToldInItsOwnWords() {
        reply.set(Reply.text(503, "{\"type\": \"/problems/starting\", \"detail\": \"ask again\"}"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(this::ask)
                .withMessage("starting: ask again")
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(503));
    }

    @Test
    void theTokenIsSentToTheWorkerAndShownToNobody() {
        reply.set(Reply.text(200, "{\"at\": {\"height\": 5, \"hash\": \"35\"}, \"entry\": {\"value\": \"35\"}}"));
        ClientConfig config = ClientConfig.of(url.resolve("/behind/")).withToken("hunter2");
        try (CairnClient client = new CairnClient(config)) {
            assertThat(client.ask(GET)).isInstanceOf(Outcome.Known.class);
        }
        assertThat(asked.get().flatMap(request -> request.header("Authorization")))
                .contains("Bearer hunter2");
        assertThat(asked.get().map(Request::path)).contains("/behind/v1/state");
        assertThat(config.toString()).doesNotContain("hunter2").contains("with a token");
        assertThat(ClientConfig.of(url).toString()).contains("without a token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientConfig.of(url).withToken("hunter2\r\nX: y"))
                .withMessageNotContaining("hunter2");
    }

    @Test
    void whereNobodyListensIsToldWithWhatToLookAt() {
        server.close();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(this::ask)
                .withMessageContaining("cannot connect to " + url)
                .withMessageContaining("http.port");
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLongerThanWasSaid() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                CairnClient client = new CairnClient(new ClientConfig(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(50)))) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> client.ask(GET))
                    .withMessageContaining("in time");
        }
    }

    @Test
    void whoIsInterruptedIsNotKeptWaiting() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(this::ask)
                .withMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ftp://127.0.0.1", "localhost:9091", "http:///v1", "http://127.0.0.1?key=a", "http://127.0.0.1#a"})
    void anAddressThatIsNoneIsRefusedAtOnce(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientConfig.of(URI.create(address)))
                .withMessageContaining("expected an address as http://127.0.0.1:9091");
    }

    @ParameterizedTest
    @CsvSource({"http://user:secret@127.0.0.1", "https://secret@cairn.example/v1", "http://user:secret@no_name:1"})
    void anAddressWithAPasswordIsRefusedAndNotPrinted(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientConfig.of(URI.create(address)))
                .withMessageContaining("without a user or password")
                .satisfies(refused -> assertThat(refused).hasMessageNotContaining("secret"));
    }

    @Test
    void whatCannotBeAskedIsRefusedBeforeItIs() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HeightName("newest"));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockName("../state"));
        assertThatIllegalArgumentException().isThrownBy(() -> Query.batch(List.of(), AsOf.latest()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientConfig(
                        url, Optional.empty(), Optional.empty(), Duration.ZERO, Duration.ofSeconds(1)));
    }

    private Outcome<StateValue> ask() {
        try (CairnClient client = new CairnClient(ClientConfig.of(url))) {
            return client.ask(GET);
        }
    }

    private Reply answer(Request request) {
        asked.set(Optional.of(request));
        return reply.get();
    }
}
