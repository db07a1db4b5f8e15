package dev.cairn.http;

import static dev.cairn.http.GuardedServer.ADMIN;
import static dev.cairn.http.GuardedServer.NEXT_READ;
import static dev.cairn.http.GuardedServer.READ;
import static dev.cairn.http.GuardedServer.bearer;
import static dev.cairn.http.GuardedServer.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in, against the server itself.
@Timeout(60)
class WebServerTokensTest {
    private final GuardedServer server = new GuardedServer(tokens(List.of(READ, NEXT_READ), List.of(ADMIN)));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoShowsNoTokenIsToldHow() throws Exception {
        assertThat(server.ask("GET /read"))
                .startsWith("401 ")
                .contains("WWW-Authenticate: Bearer\r\n", "application/problem+json", "/problems/token-needed")
                .contains("Authorization: Bearer TOKEN");
        assertThat(server.ask("GET /open")).startsWith("200 ");
        assertThat(server.ask("GET /help")).startsWith("200 ").contains("/admin/flush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer token-for-readin",
                "Bearer token-for-readings",
                "Bearer TOKEN-FOR-READING",
                "Bearer <hidden>",
                "Bearer \u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"
            })
    void aTokenThatIsNotKnownLetsNobodyIn(String authorization) throws Exception {
        for (String line : List.of("GET /read", "HEAD /read", "POST /trigger", "POST /admin/flush")) {
            assertThat(server.ask(line, "Authorization: " + authorization))
                    .startsWith("401 ")
                    .contains("WWW-Authenticate: Bearer error=\"invalid_token\"\r\n");
        }
        assertThat(server.triggered).hasValue(0);
        assertThat(server.flushed).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic token-for-reading",
                "Bearer",
                "Bearer ",
                "Bearer token-for-reading token-for-reading",
                "Bearer, token-for-reading",
                "token-for-reading"
            })
    void whatIsNoTokenLetsNobodyIn(String authorization) throws Exception {
        assertThat(server.ask("GET /read", "Authorization: " + authorization))
                .startsWith("401 ")
                .contains("/problems/token-needed");
    }

    @Test
    void severalTokensAreGoodAtATime() throws Exception {
        for (String token : List.of(READ, NEXT_READ, ADMIN)) {
            assertThat(server.ask("GET /read", bearer(token))).startsWith("200 ");
        }
        assertThat(server.ask("GET /read", "authorization: bEARER  " + READ)).startsWith("200 ");
    }

    @Test
    void aTokenForReadingIsNoneForAdministration() throws Exception {
        assertThat(server.ask("POST /admin/flush", bearer(READ)))
                .startsWith("403 ")
                .contains("error=\"insufficient_scope\"", "/problems/not-allowed");
        assertThat(server.ask("POST /admin/flush")).startsWith("401 ");
        assertThat(server.flushed).hasValue(0);
        assertThat(server.ask("POST /admin/flush", bearer(ADMIN))).startsWith("200 ");
        assertThat(server.flushed).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "ACCESS%5FTOKEN", "api_key"})
    void aTokenInTheAddressIsRefusedAndNotRepeated(String name) throws Exception {
        assertThat(server.ask("GET /read?" + name + "=" + READ))
                .startsWith("400 ")
                .contains("/problems/token-in-address")
                .doesNotContain(READ);
        assertThat(server.ask("GET /read?" + name + "=" + READ, bearer(READ))).startsWith("400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../admin/flush",
                "/v1/%2e%2e/admin/flush",
                "/v1/%2E%2E%2Fadmin/flush",
                "/v1/..;/admin/flush",
                "/v1/things/../../admin/flush",
                "/v1/things/..%2f..%2fadmin%2fflush",
                "/./admin/flush",
                "/../admin/flush",
                "//admin/flush",
                "/admin//flush",
                "/admin/flush/",
                "/admin%2fflush",
                "/%61dmin/flush",
                "/admin/flush;x=1",
                "/admin/flush%00",
                "/admin/flush%20",
                "/ADMIN/FLUSH",
                "\\admin\\flush",
                "http://127.0.0.1/admin/flush",
                "http://127.0.0.1@evil.example/admin/flush"
            })
    void noWayOfWritingAPathLeadsPastTheGate(String path) throws Exception {
        for (String method : List.of("GET", "POST", "HEAD", "post", "PUT")) {
            assertThat(server.ask(method + " " + path)).matches("(?s)4\\d\\d .*");
            assertThat(server.ask(method + " " + path, bearer(READ))).matches("(?s)([45]\\d\\d|200) .*");
        }
        assertThat(server.flushed).hasValue(0);
    }

    @Test
    void whoIsNotLetInHasNoBodyRead() throws Exception {
        assertThat(server.ask("POST /batch", "Content-Length: 1000000")).startsWith("401 ");
    }

    @Test
    void withoutTokensEverybodyReadsAndNothingIsThereForAdministrators() throws Exception {
        try (GuardedServer open = new GuardedServer(TokensConfig.off())) {
            assertThat(open.ask("GET /read")).startsWith("200 ");
            assertThat(open.ask("GET /read", bearer("anything-at-all-here"))).startsWith("200 ");
            assertThat(open.ask("POST /trigger")).startsWith("200 ");
            assertThat(open.ask("POST /admin/flush")).startsWith("404 ");
            assertThat(open.ask("POST /admin/flush", bearer(ADMIN))).startsWith("404 ");
            assertThat(open.ask("GET /")).doesNotContain("admin");
        }
    }

    @Test
    void aTokenForAdministrationAloneLeavesReadingToEverybody() throws Exception {
        try (GuardedServer open = new GuardedServer(tokens(List.of(), List.of(ADMIN)))) {
            assertThat(open.ask("GET /read")).startsWith("200 ");
            assertThat(open.ask("POST /admin/flush")).startsWith("401 ");
            assertThat(open.ask("POST /admin/flush", bearer(ADMIN))).startsWith("200 ");
        }
    }

    // ── files ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void tokensInFilesAreExchangedWithoutARestart() throws Exception {
        Path file = Files.writeString(folder.resolve("read"), "# of the explorer\n" + READ + "\n\n");
        try (GuardedServer guarded = new GuardedServer(inFiles(file, Optional.empty()))) {
            assertThat(guarded.ask("GET /read", bearer(READ))).startsWith("200 ");
            assertThat(guarded.ask("GET /read", bearer(NEXT_READ))).startsWith("401 ");
            Files.writeString(file, READ + "\n" + NEXT_READ);
            await(guarded, NEXT_READ, "200 ");
            assertThat(guarded.ask("GET /read", bearer(READ))).startsWith("200 ");
            Files.writeString(file, "short\n");
            Files.writeString(file, NEXT_READ);
            await(guarded, READ, "401 ");
            assertThat(guarded.ask("GET /read", bearer(NEXT_READ))).startsWith("200 ");
        }
    }

    @Test
    void aStreamEndsSoonAfterItsTokenIsTakenAwayAndOthersGoOn() throws Exception {
        Path file = Files.writeString(folder.resolve("read"), READ + "\n" + NEXT_READ);
        try (GuardedServer guarded = new GuardedServer(inFiles(file, Optional.empty()));
                RawClient taken = guarded.stream(READ);
                RawClient left = guarded.stream(NEXT_READ)) {
            assertThat(taken.read("HTTP/1.1 200 ")).isEqualTo("HTTP/1.1 200 ");
            Files.writeString(file, NEXT_READ);
            // Not as an answer ends that is whole.
            assertThat(taken.readToTheEnd()).contains(":").doesNotEndWith("\r\n0\r\n\r\n");
            int goesOn = 1 << 10;
            assertThat(left.read("x".repeat(goesOn)))
                    .startsWith("HTTP/1.1 200 ")
                    .hasSize(goesOn);
        }
    }

    @Test
    void aFileThatCannotBeUsedLeavesTheTokensOfBefore() throws Exception {
        Path readers = Files.writeString(folder.resolve("read"), READ);
        Path admins = Files.writeString(folder.resolve("admin"), ADMIN);
        try (GuardedServer guarded = new GuardedServer(inFiles(readers, Optional.of(admins)))) {
            Files.writeString(admins, "# nobody any more");
            Files.writeString(readers, NEXT_READ);
            assertThat(guarded.ask("GET /read", bearer(NEXT_READ))).startsWith("401 ");
            assertThat(guarded.ask("POST /admin/flush", bearer(ADMIN))).startsWith("200 ");
            Files.writeString(admins, "another-for-administration");
            await(guarded, NEXT_READ, "200 ");
            assertThat(guarded.ask("POST /admin/flush", bearer(ADMIN))).startsWith("401 ");
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamedAtTheStartWithoutWhatTheyHold() throws Exception {
        Path missing = folder.resolve("missing");
        Path empty = Files.writeString(folder.resolve("empty"), "\n# none\n");
        Path tooShort = Files.writeString(folder.resolve("short"), READ + "\nhunter2\n");
        Path good = Files.writeString(folder.resolve("good"), READ);
        refused(inFiles(missing, Optional.empty()), "http.tokens.read-file is " + missing);
        refused(inFiles(empty, Optional.empty()), "there is no token in it");
        // As a pipe, which would keep who reads it waiting.
        refused(inFiles(folder, Optional.empty()), "it is no regular file");
        refused(inFiles(tooShort, Optional.empty()), "line 2 has a token of 7 characters");
        refused(
                inFiles(good, Optional.of(good)),
                "http.tokens.admin, or the file beside it, has a token that is one for");
    }

    private static void refused(TokensConfig tokens, String message) {
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> new GuardedServer(tokens))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2", READ));
    }

    private static TokensConfig inFiles(Path read, Optional<Path> admin) {
        return new TokensConfig(List.of(), Optional.of(read), List.of(), admin, Duration.ofMillis(20));
    }

    private static void await(GuardedServer server, String token, String status) throws IOException {
        while (!server.ask("GET /read", bearer(token)).startsWith(status)) {
            Thread.onSpinWait();
        }
    }
}
