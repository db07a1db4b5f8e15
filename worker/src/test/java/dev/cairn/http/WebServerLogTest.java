package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.cairn.fixtures.LoggedLines;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What those who reach the port can have written into the log.
class WebServerLogTest {
    private static final int LINE_LENGTH_MAX = 300;
    private static final String MUCH = "A".repeat(3000);

    @RegisterExtension
    private final LoggedLines jetty = new LoggedLines("org.eclipse.jetty");

    @RegisterExtension
    private final LoggedLines ours = new LoggedLines("dev.cairn.http");

    private final WebServer server =
            WebServer.start(new HttpConfig("127.0.0.1", 0), List.of(Route.get("/broken/{name}", "throws", _ -> {
                throw new IllegalStateException("out of order");
            })));

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<String> nonsense() {
        return Stream.of(
                "GET / HTTP/1.1\r\nHost: [" + MUCH,
                "GET / HTTP/1.1\r\nHost: localhost:" + "9".repeat(3000),
                "GET / HTTP/1.1\r\nHost: " + MUCH + "\r\nHost: " + MUCH,
                "GET / HTTP/1.1\r\nHost: [\u009b31m",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + MUCH.repeat(8),
                "GET / HTTP/1.1\r\nHost: localhost\r\nX " + MUCH + ": b",
                "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=\"b\u0001; \"",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + "9".repeat(3000),
                "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + MUCH,
                "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: " + MUCH,
                "GET / HTTP/1." + MUCH + "\r\nHost: localhost",
                "GET /%zz" + MUCH + " HTTP/1.1\r\nHost: localhost",
                "GET /a/%2e%2e/..//;" + MUCH + " HTTP/1.1\r\nHost: localhost",
                "GET /?" + MUCH + "%zz HTTP/1.1\r\nHost: localhost",
                "GET http://[" + MUCH + "/ HTTP/1.1\r\nHost: localhost",
                "GET /" + MUCH.repeat(8) + " HTTP/1.1\r\nHost: localhost",
                "CONNECT /" + MUCH + " HTTP/1.1\r\nHost: localhost",
                "CONNECT " + MUCH + " HTTP/1.1\r\nHost: localhost",
                MUCH + " / HTTP/1.1\r\nHost: localhost",
                "GET /healthz",
                MUCH);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void whatIsNoRequestLeavesNoLine(String request) throws Exception {
        String _ = answer(request + "\r\nConnection: close\r\n\r\n");
        LoggerContext production = production();
        assertThat(Stream.concat(jetty.all().stream(), ours.all().stream())
                        .filter(line ->
                                production.getLogger(line.getLoggerName()).isEnabledFor(line.getLevel())))
                .isEmpty();
    }

    @Test
    void aPathInTheLogIsCutAndHasNoControlCharacters() throws Exception {
        for (String name : List.of(MUCH, "a\u009bb")) {
            String _ = answer("GET /broken/" + name + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }
        assertThat(ours.all())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(path(line)).hasSizeLessThan(LINE_LENGTH_MAX).doesNotContain("\u009b"));
    }

    private static String path(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals("path"))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElseThrow();
    }

    /// The levels that a worker has.
    private static LoggerContext production() throws JoranException {
        LoggerContext production = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(production);
        configurator.doConfigure(Objects.requireNonNull(WebServer.class.getResource("/logback.xml")));
        return production;
    }

    private String answer(String request) throws IOException {
        try (RawClient client = new RawClient(server.address()).send(request)) {
            return client.readToTheEnd();
        }
    }
}
