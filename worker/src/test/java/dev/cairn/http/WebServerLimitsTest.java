package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client can make grow, and how long it can keep what it holds, against the server itself.
@Timeout(60)
class WebServerLimitsTest {
    private static final int CONNECTIONS_MAX = 8;
    private static final int HEADER_BYTES_MAX = 2048;
    private static final LimitsConfig LIMITS = new LimitsConfig(
            CONNECTIONS_MAX,
            HEADER_BYTES_MAX,
            1000,
            1500,
            64 << 20,
            Duration.ofMillis(2000),
            Duration.ofMillis(1200),
            Duration.ofMillis(1000));
    private static final String HEAD_END = " HTTP/1.1\r\nHost: localhost\r\n";

    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final CountDownLatch bodyIsKept = new CountDownLatch(1);
    private final CountDownLatch quietClosed = new CountDownLatch(1);
    private final Endless endless = new Endless();
    private final WebServer server = WebServer.start(
            new HttpConfig("127.0.0.1", 0, LIMITS, TlsConfig.off(), TokensConfig.off()),
            List.of(
                    Route.get("/hello", "says hello", _ -> Reply.text(200, "hello")),
                    Route.get("/large", "is large", _ -> Reply.text(200, "x".repeat(5_000_000))),
                    Route.get(
                            "/thread",
                            "whose it is",
                            _ -> Reply.text(200, Thread.currentThread().isVirtual() ? "virtual" : "platform")),
                    Route.get("/slow", "takes its time", _ -> slow()),
                    Route.get("/endless", "never ends", _ -> Reply.stream("text/plain", endless)),
                    Route.get("/quiet", "says nothing for a time", _ -> Reply.stream("text/plain", new Quiet())),
                    Route.postWithBody("/keep", "keeps bytes for a time", _ -> {
                        bodyIsKept.countDown();
                        return slow();
                    }),
                    Route.postWithBody(
                            "/upload",
                            "counts bytes",
                            request -> Reply.text(
                                    200, Integer.toString(request.body().length())))));

    @AfterEach
    void close() {
        slowMayEnd.countDown();
        server.close();
    }

    @Test
    void anAddressThatIsTooLongIsRefused() throws Exception {
        assertThat(answer("GET /" + "a".repeat(HEADER_BYTES_MAX) + HEAD_END + "\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json", "/problems/address-too-long", "at most 2048 bytes");
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws Exception {
        assertThat(answer("GET /hello" + HEAD_END + "Cookie: " + "a".repeat(HEADER_BYTES_MAX) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json", "/problems/headers-too-large", "at most 2048 bytes");
    }

    @Test
    void headersWithoutEndAreRefusedAtTheLimit() throws Exception {
        assertThat(answer("GET /hello" + HEAD_END + "A: b\r\n".repeat(HEADER_BYTES_MAX)))
                .startsWith("HTTP/1.1 431 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /hello HTTP/1.1\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /hello HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
                "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /upload HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"
            })
    void whatIsNotHttpIsRefusedWithAReason(String request) throws Exception {
        assertThat(answer(request))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "/problems/bad-request");
        assertThat(hello()).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost:1\r\n\r\n",
                "GET http://localhost HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void whoTakesItForAProxyIsRefused(String request) throws Exception {
        assertThat(answer(request)).startsWith("HTTP/1.1 4").contains("application/problem+json");
        assertThat(server.requests(Outcome.FAILED)).isZero();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedHoweverItsLengthIsTold() throws Exception {
        assertThat(answer("POST /upload" + HEAD_END + "Content-Length: 1000000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("expected at most 1000 bytes");
        assertThat(answer("POST /upload" + HEAD_END + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + "a".repeat(1001)))
                .startsWith("HTTP/1.1 413 ")
                .contains("expected at most 1000 bytes");
        assertThat(answer("POST /upload" + HEAD_END
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n3e8\r\n" + "a".repeat(1000)
                        + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("1000");
    }

    @Test
    void bodiesOfAllRequestsTogetherMayTakeNoMoreThanTheyAreAllowed() throws Exception {
        String body = HEAD_END + "Connection: close\r\nContent-Length: 900\r\n\r\n" + "a".repeat(900);
        try (RawClient first = connect().send("POST /keep" + body)) {
            bodyIsKept.await();
            assertThat(answer("POST /upload" + body))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1", "/problems/overloaded", "http.limits.bodies-bytes-max");
            slowMayEnd.countDown();
            assertThat(first.readToTheEnd()).endsWith("done\n");
        }
        String third;
        do {
            third = answer("POST /upload" + body);
        } while (third.startsWith("HTTP/1.1 503 "));
        assertThat(third).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aBodyTakesNoneOfThatBeforeItComes() throws Exception {
        String announcement = "POST /upload" + HEAD_END + "Content-Length: 900\r\nExpect: 100-continue\r\n\r\n";
        try (RawClient first = connect().send(announcement);
                RawClient second = connect().send(announcement)) {
            // Both are being read from then on.
            assertThat(first.read("HTTP/1.1 100 ")).isEqualTo("HTTP/1.1 100 ");
            assertThat(second.read("HTTP/1.1 100 ")).isEqualTo("HTTP/1.1 100 ");
            assertThat(answer("POST /upload" + HEAD_END + "Connection: close\r\nContent-Length: 900\r\n\r\n"
                            + "a".repeat(900)))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /hel", "GET /hello HTTP/1.1\r\nHost: ca", "GET /hello HTTP/1.1\r\nHost: cairn\r\n"})
    void whoSendsHalfARequestIsToldThatItTookTooLong(String half) throws Exception {
        assertThat(answer(half))
                .startsWith("HTTP/1.1 408 ")
                .contains("/problems/too-slow", "http.limits.request-time", "X-Frame-Options: DENY\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET /hello HTTP/1.1\r\nHost: cairn\r\nX: "})
    void whoSendsAByteNowAndThenIsToldThatItTookTooLong(String half) throws Exception {
        try (RawClient client = connect().send(half)) {
            assertThat(client.drip('a')).startsWith("HTTP/1.1 408 ");
        }
        assertThat(server.requests(Outcome.CLIENT_ERROR)).isOne();
    }

    @Test
    void theTimeForTheNextRequestBeginsWithItsFirstByte() throws Exception {
        try (RawClient client = connect().send("GET /hello" + HEAD_END + "\r\n")) {
            assertThat(client.read("HTTP/1.1 200 OK")).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.drip('G')).contains("HTTP/1.1 408 ");
        }
    }

    @Test
    void aNewConnectionOnWhichNothingComesIsClosed() throws Exception {
        assertThat(answer("")).isEmpty();
    }

    @Test
    void aBodyThatDoesNotComeIsRefused() throws Exception {
        String head = "POST /upload" + HEAD_END + "Content-Length: 900\r\n\r\n";
        assertThat(answer(head)).startsWith("HTTP/1.1 408 ").contains("/problems/too-slow");
        try (RawClient client = connect().send(head)) {
            assertThat(client.drip('a')).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aConnectionOnWhichNothingIsAskedAnyMoreIsClosed() throws Exception {
        assertThat(answer("GET /hello" + HEAD_END + "\r\n")).endsWith("\r\n\r\nhello\n");
    }

    @Test
    void anAnswerMayTakeLongerThanAnythingAClientMay() throws Exception {
        try (RawClient slow = connect().send("GET /slow" + HEAD_END + "Connection: close\r\n\r\n");
                RawClient quiet = connect().send("GET /quiet" + HEAD_END + "Connection: close\r\n\r\n")) {
            // Two idle connections are closed one after the other, so the idle time has passed twice.
            for (int i = 0; i < 2; i++) {
                assertThat(answer("GET /hello" + HEAD_END + "\r\n")).endsWith("hello\n");
            }
            slowMayEnd.countDown();
            assertThat(slow.readToTheEnd()).startsWith("HTTP/1.1 200 ").endsWith("done\n");
            assertThat(quiet.readToTheEnd()).startsWith("HTTP/1.1 200 ").contains("at last");
        }
    }

    @Test
    void aStreamThatNobodyReadsEnds() throws Exception {
        try (RawClient _ = connect().send("GET /endless" + HEAD_END + "\r\n")) {
            endless.closed.await();
        }
        assertThat(hello()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aStreamThatIsReadByteByByteEnds() throws Exception {
        try (RawClient client = connect().send("GET /endless" + HEAD_END + "\r\n")) {
            Thread sipping = Thread.ofVirtual().start(() -> {
                try {
                    client.sip();
                } catch (IOException | InterruptedException _) {
                    // It was left.
                }
            });
            endless.closed.await();
            sipping.interrupt();
        }
    }

    @Test
    void aLargeAnswerComesWholeToWhoeverReadsIt() throws Exception {
        assertThat(answer("GET /large" + HEAD_END + "Connection: close\r\n\r\n"))
                .contains("Content-Length: 5000001")
                .hasSizeGreaterThan(5_000_001)
                .endsWith("x\n");
    }

    @Test
    void requestsThatAreSentAtOnceAreAnsweredInTurn() throws Exception {
        assertThat(answer(("GET /hello" + HEAD_END + "\r\n").repeat(3) + "GET /nowhere" + HEAD_END
                        + "Connection: close\r\n\r\n"))
                .containsPattern("(?s)(HTTP/1.1 200 OK.*?hello\n){3}HTTP/1.1 404 ");
    }

    @Test
    void whoIsOneTooManyIsToldSoAndWhenToComeBack() throws Exception {
        List<RawClient> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS_MAX; i++) {
            all.add(connect().send("GET /quiet" + HEAD_END + "Connection: close\r\n\r\n"));
        }
        for (RawClient one : all) {
            assertThat(one.read("HTTP/1.1 200 OK")).isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(hello())
                .startsWith("HTTP/1.1 503 ")
                .contains("Retry-After: 1", "/problems/overloaded", "http.limits.connections-max");
        slowMayEnd.countDown();
        for (RawClient one : all) {
            assertThat(one.readToTheEnd()).contains("at last");
            one.close();
        }
        String answer;
        do {
            answer = hello();
        } while (answer.startsWith("HTTP/1.1 503 "));
        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void requestsMayBlockSinceEachHasAThreadOfItsOwn() throws Exception {
        assertThat(answer("GET /thread" + HEAD_END + "Connection: close\r\n\r\n"))
                .endsWith("virtual\n");
    }

    @Test
    void closingEndsAStreamThatSaysNothing() throws Exception {
        try (RawClient client = connect().send("GET /quiet" + HEAD_END + "\r\n")) {
            assertThat(client.read("HTTP/1.1 200 OK")).isEqualTo("HTTP/1.1 200 OK");
            server.close();
            quietClosed.await();
            assertThat(client.readToTheEnd()).doesNotContain("at last");
        }
    }

    private String hello() throws IOException {
        return answer("GET /hello" + HEAD_END + "Connection: close\r\n\r\n");
    }

    private String answer(String request) throws IOException {
        try (RawClient client = connect().send(request)) {
            return client.readToTheEnd();
        }
    }

    private RawClient connect() throws IOException {
        return new RawClient(server.address());
    }

    private Reply slow() {
        try {
            slowMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Reply.text(200, "done");
    }

    private static final class Endless implements ReplyBody.Streamed {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] line = "and on\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(line);
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private final class Quiet implements ReplyBody.Streamed {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.flush();
            try {
                slowMayEnd.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            out.write("at last".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            quietClosed.countDown();
        }
    }
}
