package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What answers take in memory that their clients do not read, against the server itself.
@Timeout(60)
class WebServerAnswersTest {
    /// More than sockets take on their way.
    private static final int LARGE = 8 << 20;

    private static final int SMALL = 16 << 10;
    private static final int BYTES_MAX = 10 << 20;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String OVERLOADED = "HTTP/1.1 503 ";

    private final WebServer server = WebServer.start(
            new HttpConfig(
                    "127.0.0.1",
                    0,
                    new LimitsConfig(100, 2048, 1000, 1000, BYTES_MAX, LONG, LONG, LONG),
                    TlsConfig.off(),
                    TokensConfig.off()),
            List.of(
                    Route.get("/large", "a large page", _ -> answer(LARGE)).growing(),
                    Route.get("/larger", "more than all may take", _ -> answer(2 * BYTES_MAX))
                            .growing(),
                    Route.get("/small", "a small value", _ -> answer(SMALL)).growing(),
                    Route.get("/report", "of the worker itself", _ -> answer(4 * SMALL)),
                    Route.get("/list", "values line by line", _ -> Reply.stream("text/plain", new Lines()))
                            .growing()));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whereReadersAreSlowLargeAnswersAreRefusedAndSmallOnesAndReportsGoOn() throws Exception {
        try (RawClient _ = slowReader("/large")) {
            assertThat(ask("/large"))
                    .startsWith(OVERLOADED)
                    .contains("Retry-After: 1", "/problems/overloaded", "http.limits.answers-bytes-max");
            assertThat(ask("/small")).startsWith("HTTP/1.1 200 ").hasSizeGreaterThan(SMALL);
            assertThat(ask("/report")).startsWith("HTTP/1.1 200 ").hasSizeGreaterThan(4 * SMALL);
            assertThat(server.answerBytes()).isBetween(LARGE, BYTES_MAX);
        }
    }

    @Test
    void manySlowReadersTakeNoMoreTogetherThanTheyMay() throws Exception {
        try (RawClient _ = slowReader("/large");
                RawClient _ = slowReader("/larger");
                RawClient _ = slowReader("/large");
                RawClient _ = slowReader("/list")) {
            assertThat(server.answerBytes()).isBetween(LARGE, BYTES_MAX);
        }
    }

    @Test
    void whatAReaderHeldIsFreeWhenItIsGone() throws Exception {
        try (RawClient _ = slowReader("/large")) {
            assertThat(server.answerBytes()).isGreaterThanOrEqualTo(LARGE);
        }
        awaitNothingHeld();
        assertThat(ask("/large")).startsWith("HTTP/1.1 200 ").hasSizeGreaterThan(LARGE);
        awaitNothingHeld();
    }

    @Test
    void anAnswerThatIsLargerThanAllMayTakeComesWholeToOneReaderAtATime() throws Exception {
        try (RawClient reader = slowReader("/larger")) {
            assertThat(ask("/larger")).startsWith(OVERLOADED);
            assertThat(server.answerBytes()).isLessThanOrEqualTo(BYTES_MAX);
            assertThat(reader.readToTheEnd()).hasSizeGreaterThan(2 * BYTES_MAX);
        }
    }

    @Test
    void aListWhoseLargePiecesHaveNoPlaceIsCut() throws Exception {
        assertThat(ask("/list")).hasSizeGreaterThan(LARGE);
        try (RawClient _ = slowReader("/large")) {
            assertThat(ask("/list")).startsWith("HTTP/1.1 200 ").hasSizeLessThan(LARGE);
        }
        awaitNothingHeld();
    }

    /// It is being answered, and reads no more.
    private RawClient slowReader(String path) throws IOException {
        RawClient client = connect(path);
        assertThat(client.read("HTTP/1.1")).isEqualTo("HTTP/1.1");
        return client;
    }

    private String ask(String path) throws IOException {
        try (RawClient client = connect(path)) {
            return client.readToTheEnd();
        }
    }

    private RawClient connect(String path) throws IOException {
        return new RawClient(server.address())
                .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private void awaitNothingHeld() {
        while (server.answerBytes() > 0) {
            Thread.onSpinWait();
        }
    }

    private static Reply answer(int bytes) {
        return Reply.text(200, "x".repeat(bytes - 1));
    }

    private static final class Lines implements ReplyBody.Streamed {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[SMALL]);
            out.flush();
            out.write(new byte[LARGE]);
        }

        @Override
        public void close() {}
    }
}
