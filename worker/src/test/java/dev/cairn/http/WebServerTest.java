package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private static final HttpConfig ANY_PORT = new HttpConfig("127.0.0.1", 0);

    private final CountDownLatch slowBegan = new CountDownLatch(1);
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final Numbers numbers = new Numbers();
    private final WebServer server = WebServer.start(
            ANY_PORT,
            List.of(
                    Route.get("/echo", "gives back what was asked", WebServerTest::echo),
                    Route.post("/trigger", "makes traffic", request -> Reply.text(202, "made")),
                    Route.get("/trigger", "how much was made", request -> Reply.text(200, "none")),
                    Route.postWithBody(
                            "/upload",
                            "counts bytes",
                            request -> Reply.text(
                                    200, Integer.toString(request.body().length()))),
                    Route.get("/numbers", "counts until nobody listens", _ -> Reply.stream("text/plain", numbers)),
                    Route.get("/dry", "breaks off before it begins", _ -> Reply.stream("text/plain", new DryStream())),
                    Route.get(
                            "/things/{name}", "one of them", request -> Reply.text(200, request.pathParameter("name"))),
                    Route.get("/slow", "takes its time", request -> slow()),
                    Route.get("/broken", "throws", request -> {
                        throw new IllegalStateException("out of order");
                    })));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        slowMayEnd.countDown();
        server.close();
        client.close();
    }

    @Test
    void aRouteIsGivenPathParametersAndAcceptHeader() throws Exception {
        HttpResponse<String> reply = client.send(
                request("/echo?type=a%26b&flag&count=7")
                        .header("Accept", "text/odd")
                        .build(),
                BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("/echo text/odd count=7 type=a&b flag= other=none\n");
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    }

    @Test
    void withoutQueryAndHeadersThereAreNoParameters() throws Exception {
        assertThat(get("/echo").body()).isEqualTo("/echo  count=none type=none flag=none other=none\n");
        assertThat(get("/echo?").body()).isEqualTo("/echo  count=none type=none flag=none other=none\n");
    }

    @Test
    void helpListsAllRoutes() throws Exception {
        assertThat(get("/help").body()).isEqualTo("""
                        GET  /help           this list
                        GET  /echo           gives back what was asked
                        POST /trigger        makes traffic
                        GET  /trigger        how much was made
                        POST /upload         counts bytes
                        GET  /numbers        counts until nobody listens
                        GET  /dry            breaks off before it begins
                        GET  /things/{name}  one of them
                        GET  /slow           takes its time
                        GET  /broken         throws
                        """);
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        HttpResponse<String> reply = get("/echo/deeper");
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body())
                .contains(
                        "\"type\":\"/problems/no-such-path\"", "/echo/deeper is no path; /help lists those there are");
    }

    @Test
    void anotherMethodIsToldWhichOnesThereAre() throws Exception {
        HttpResponse<String> reply = send("DELETE", "/trigger");
        assertThat(reply.statusCode()).isEqualTo(405);
        assertThat(reply.headers().firstValue("Allow")).contains("GET, HEAD, POST");
        assertThat(reply.body()).contains("expected GET or HEAD or POST, but got DELETE");
        assertThat(send("POST", "/echo").headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void aPathMayAnswerSeveralMethods() throws Exception {
        assertThat(send("POST", "/trigger").statusCode()).isEqualTo(202);
        assertThat(get("/trigger").body()).isEqualTo("none\n");
    }

    @Test
    void aBodyIsRefusedSinceNobodyReadsIt() throws Exception {
        HttpResponse<String> reply = client.send(
                request("/trigger")
                        .POST(HttpRequest.BodyPublishers.ofString("count=5"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body())
                .contains("expected no body, but got one; parameters belong into the address: /trigger?name=value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /trigger?count=%zz", "GET /trigger%zz", "GET /trigger?count=%", "GET /a|b"})
    void anAddressThatIsNoneIsABadRequest(String line) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(server.address());
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: cairn\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
        assertThat(get("/trigger").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsAskedForIsRead() throws Exception {
        assertThat(upload(70_000).body()).isEqualTo("70000\n");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> reply = upload((1 << 20) + 1);
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("expected at most 1048576 bytes", "\"bytesMax\":1048576");
    }

    @Test
    void aSegmentOfThePathMayBeAParameter() throws Exception {
        assertThat(get("/things/a%2Fb+c").body()).isEqualTo("a/b+c\n");
        assertThat(get("/things/").statusCode()).isEqualTo(404);
        assertThat(get("/things/a/b").statusCode()).isEqualTo(404);
    }

    @Test
    void aParameterThatIsGivenTwiceIsRefused() throws Exception {
        HttpResponse<String> reply = get("/echo?count=1&count=2");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(reply.body()).contains("expected parameter 'count' once, but got '1' and '2'");
    }

    @Test
    void aStreamEndsWhenTheClientLeaves() throws Exception {
        try (InputStream stream = client.send(request("/numbers").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(stream.readNBytes(4)).asString(StandardCharsets.UTF_8).isEqualTo("0\n1\n");
        }
        numbers.closed.await();
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        HttpResponse<String> head = send("HEAD", "/trigger");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("5");
    }

    @Test
    void aRouteThatThrowsFailsItsOwnRequestOnly() throws Exception {
        HttpResponse<String> reply = get("/broken");
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body())
                .contains("cannot answer /broken; whoever runs the worker finds the reason in its log by the id ")
                .doesNotContain("out of order", "Exception");
        assertThat(get("/trigger").statusCode()).isEqualTo(200);
    }

    @Test
    void itIsCountedWhatCameOfRequests() throws Exception {
        assertThat(get("/dry").statusCode()).isEqualTo(500);
        var _ = get("/echo");
        var _ = get("/nowhere");
        var _ = get("/broken");
        var _ = get("/echo?token=secret");
        assertThat(server.requests(Outcome.ANSWERED)).isOne();
        assertThat(server.requests(Outcome.CLIENT_ERROR)).isEqualTo(2);
        assertThat(server.requests(Outcome.FAILED)).isEqualTo(2);
        assertThat(server.requests(Outcome.NOT_LET_IN)).isZero();
        assertThat(server.connections()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "200, answered",
        "304, answered",
        "404, client-error",
        "505, client-error",
        "401, not-let-in",
        "403, not-let-in",
        "421, not-let-in",
        "503, overloaded",
        "500, failed"
    })
    void whoIsTurnedAwayIsToldApartFromWhoAsksForWhatIsNotThere(int status, String outcome) {
        assertThat(Outcome.of(status)).hasToString(outcome);
    }

    @Test
    void requestsDoNotWaitForEachOther() throws Exception {
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
        slowBegan.await();
        assertThat(get("/trigger").statusCode()).isEqualTo(200);
        assertThat(slow).isNotDone();
        slowMayEnd.countDown();
        assertThat(slow.join().body()).isEqualTo("done\n");
    }

    @Test
    void closingLetsARequestThatIsUnderWayEnd() throws Exception {
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
        slowBegan.await();
        Thread closing = Thread.ofVirtual().start(server::close);
        awaitNoLongerListening();
        slowMayEnd.countDown();
        assertThat(slow.join().body()).isEqualTo("done\n");
        closing.join();
    }

    @Test
    void aTakenPortIsSaidWithWhatToDo() {
        int taken = server.address().getPort();
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> WebServer.start(new HttpConfig("127.0.0.1", taken), List.of()))
                .withMessageContaining("expected to listen on 127.0.0.1:" + taken)
                .withMessageContaining("Address already in use")
                .withMessageContaining("http.port");
    }

    @Test
    void aHostThatIsNotThisMachineIsSaidWithWhatToDo() {
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> WebServer.start(new HttpConfig("no.such.host.invalid", 0), List.of()))
                .withMessageContaining("'no.such.host.invalid' is not known");
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> WebServer.start(new HttpConfig("192.0.2.1", 0), List.of()))
                .withMessageContaining("expected to listen on 192.0.2.1:0");
    }

    @Test
    void routesThatCannotBeAreRefused() {
        Route.Handler any = _ -> Reply.text(200, "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebServer.start(
                        ANY_PORT, List.of(Route.get("/a", "first", any), Route.get("/a", "second", any))))
                .withMessage("expected one route for GET /a, but there are two: first, and second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Route.get("a", "no slash", any))
                .withMessageContaining("begins with /");
    }

    /// Asks by connecting only: a request that is let in at the last moment would not be answered, and would wait for
    /// the end of the draining that it is to be sent in.
    private void awaitNoLongerListening() {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(server.address());
            } catch (IOException _) {
                return;
            }
        }
    }

    private Reply slow() {
        slowBegan.countDown();
        try {
            slowMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Reply.text(200, "done");
    }

    private static Reply echo(Request request) {
        StringBuilder text = new StringBuilder(
                request.path() + " " + request.header("accept").orElse(""));
        for (String name : List.of("count", "type", "flag", "other")) {
            text.append(' ')
                    .append(name)
                    .append('=')
                    .append(request.parameter(name).orElse("none"));
        }
        return Reply.text(200, text.toString());
    }

    private static final class DryStream implements ReplyBody.Streamed {
        @Override
        public void writeTo(OutputStream out) {
            throw new IllegalStateException("out of water");
        }

        @Override
        public void close() {}
    }

    private static final class Numbers implements ReplyBody.Streamed {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void writeTo(OutputStream out) throws IOException {
            for (int number = 0; ; number++) {
                out.write((number + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private HttpResponse<String> upload(int bytes) throws IOException, InterruptedException {
        return client.send(
                request("/upload")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }
}
