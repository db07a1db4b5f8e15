package dev.cairn.http;

import static dev.cairn.http.GuardedServer.READ;
import static dev.cairn.http.GuardedServer.bearer;
import static dev.cairn.http.GuardedServer.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pages of others cannot make a browser do, against the server itself, where no token is asked for.
@Timeout(60)
class WebServerBrowsersTest {
    private final GuardedServer server = new GuardedServer(TokensConfig.off());

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: rubbish",
                "Origin: http://evil.example",
                "Origin: http://127.0.0.1",
                "Origin: http://127.0.0.1:1",
                "Origin: null",
                "Origin: ",
                "Origin: http://"
            })
    void aPageOfOthersChangesNothing(String header) throws Exception {
        assertThat(server.ask("POST /trigger", header)).startsWith("403 ").contains("/problems/cross-site");
        assertThat(server.triggered).hasValue(0);
    }

    @Test
    void aPageFromHereAndWhoIsNoBrowserMay() throws Exception {
        for (String header : List.of(
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Origin: http://127.0.0.1:" + server.port(),
                "Accept: text/plain")) {
            assertThat(server.ask("POST /trigger", header)).startsWith("200 ");
        }
        assertThat(server.triggered).hasValue(4);
    }

    @Test
    void nobodyIsToldThatPagesOfOthersMayReadAnswers() throws Exception {
        assertThat(server.ask(
                        "OPTIONS /trigger",
                        "Origin: http://evil.example",
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: authorization"))
                .startsWith("405 ")
                .doesNotContain("Access-Control");
        assertThat(server.ask("GET /read", "Origin: http://evil.example"))
                .startsWith("200 ")
                .doesNotContain("Access-Control");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:9091", "127.0.0.1.evil.example", "localhost.evil.example", "x"})
    void aNameThatLeadsHereIsNotAnsweredUnlessATokenIsAsked(String host) throws Exception {
        assertThat(server.askFor(host, "GET /read")).startsWith("421 ").contains("/problems/other-host");
        assertThat(server.askFor(host, "POST /trigger")).startsWith("421 ");
        assertThat(server.triggered).hasValue(0);
        assertThat(server.askFor(host, "GET /open")).startsWith("200 ").endsWith("open to EVERYBODY\n");
        try (GuardedServer guarded = new GuardedServer(tokens(List.of(READ), List.of()))) {
            assertThat(guarded.askFor(host, "GET /read", bearer(READ))).startsWith("200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "cairn.localhost", "127.0.0.1:9091", "[::1]:9091", "192.0.2.1"})
    void whatLeadsToThisMachineOnlyIsAnswered(String host) throws Exception {
        assertThat(server.askFor(host, "GET /read")).startsWith("200 ");
        assertThat(server.askFor(host, "GET /open")).endsWith("open to READERS\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /read",
                "HEAD /read",
                "GET /nowhere",
                "DELETE /read",
                "GET /broken",
                "GET /read?a=%ff",
                "GET /echo?text=%0d%0aInjected:%20yes",
                "GET /a|b",
                "rubbish"
            })
    void everyAnswerSaysWhatBrowsersMayDoWithIt(String line) throws Exception {
        assertThat(server.ask(line))
                .contains(
                        "Content-Security-Policy: default-src 'self';",
                        "Cross-Origin-Resource-Policy: same-origin\r\n",
                        "Referrer-Policy: no-referrer\r\n",
                        "X-Content-Type-Options: nosniff\r\n",
                        "X-Frame-Options: DENY\r\n")
                .doesNotContain("Server:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0d%0aInjected:%20yes", "%0aInjected:%20yes", "%0d", "%00", "%e2%80%a8", "%c4%8a"})
    void whatAClientSendsCannotBecomeAHeader(String text) throws Exception {
        String answer = server.ask("GET /echo?text=" + text);
        assertThat(answer).startsWith("500 ");
        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContain("Injected", "Echo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "a%c3", "%c0%af", "%ed%a0%80", "%f5%80%80%80", "%e4%bd"})
    void bytesThatAreNoTextAreRefusedInAnAddress(String bytes) throws Exception {
        assertThat(server.ask("GET /echo?text=" + bytes)).startsWith("400 ").contains("UTF-8");
        assertThat(server.ask("GET /echo?" + bytes + "=a")).startsWith("400 ");
        assertThat(server.ask("GET /v1/things/" + bytes)).startsWith("400 ");
    }

    @Test
    void textOfAllLanguagesIsNot() throws IOException {
        assertThat(server.ask("GET /v1/things/%e4%bd%a0+%F0%9F%8C%8D%20%ef%bf%bd"))
                .startsWith("200 ")
                .endsWith(new String("你+🌍 �\n".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
