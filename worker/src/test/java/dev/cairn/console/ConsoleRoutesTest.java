package dev.cairn.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.http.Access;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.ReplyBody;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.model.Bytes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of the page can be seen without a browser.
class ConsoleRoutesTest {
    private static final Pattern NAMED = Pattern.compile("(?:from '\\./|(?:src|href)=\"console/)([^'\"]+)['\"]");
    private static final Pattern INLINE =
            Pattern.compile("<style|<script>|<script [^>]*>[^<]|\\sstyle\\s*=|\\son\\w+\\s*=\\s*\"|javascript:");

    private final List<Route> routes = ConsoleRoutes.routes();

    @Test
    void thePageIsAtTheRoot() {
        Reply page = page();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).containsEntry("Content-Type", "text/html; charset=utf-8");
        assertThat(text(page)).startsWith("<!doctype html>").contains("<title>Cairn</title>");
    }

    @ParameterizedTest
    @CsvSource({
        "main.js, text/javascript; charset=utf-8",
        "console.css, text/css; charset=utf-8",
        "icon.svg, image/svg+xml"
    })
    void aPartComesAsWhatItIs(String name, String mediaType) {
        assertThat(part(name).headers()).containsEntry("Content-Type", mediaType);
    }

    @Test
    void allThatLiesInTheFolderIsServed() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ConsoleRoutes.class.getResource("/console"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(ConsoleRoutes.PARTS.stream(), Stream.of(ConsoleRoutes.PAGE))
                                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void whatAPartNamesIsServedToo(String name) {
        assertThat(named(text(part(name)))).isSubsetOf(ConsoleRoutes.PARTS);
    }

    @Test
    void whatThePageNamesIsServedToo() {
        assertThat(named(text(page())))
                .contains("main.js", "console.css", "icon.svg")
                .isSubsetOf(ConsoleRoutes.PARTS);
    }

    @Test
    void nothingInThePageIsInline() {
        assertThat(text(page())).doesNotContainPattern(INLINE);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void nothingIsTakenFromElsewhere(String name) {
        assertThat(text(part(name)).replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
    }

    /// An address names no chain, so what a browser has may be of the one that was there before.
    @Test
    void noAnswerIsTakenFromTheBrowsersCacheUnasked() {
        String asking = text(part("api.js"));
        assertThat(asking).containsOnlyOnce("fetch(").contains("fetch(url, { cache: 'no-cache', ...options");
        assertThat(ConsoleRoutes.PARTS.stream()
                        .filter(name -> !name.equals("api.js"))
                        .map(name -> text(part(name))))
                .noneMatch(script -> script.contains("fetch("));
    }

    @Test
    void aBrowserThatHasAFileIsToldSo() {
        Reply first = part("main.js");
        String tag = Objects.requireNonNull(first.headers().get("ETag"));

        assertThat(first.headers()).containsEntry("Cache-Control", "no-cache");
        assertThat(answer(request("main.js").withHeader("If-None-Match", tag)).status())
                .isEqualTo(304);
        assertThat(answer(request("main.js").withHeader("If-None-Match", "\"older\"")))
                .isEqualTo(first);
        assertThat(part("api.js").headers()).doesNotContainEntry("ETag", tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.js", "../logback.xml", "..", ".", "index.html", "/etc/passwd", "main.js/"})
    void whatIsNoPartIsNotThere(String name) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> part(name))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(404));
    }

    static List<String> parts() {
        return ConsoleRoutes.PARTS;
    }

    private Reply page() {
        return routes.getFirst().handler().answer(Request.get("/", Map.of()));
    }

    private Reply part(String name) {
        return answer(request(name));
    }

    private Reply answer(Request request) {
        return routes.getLast().handler().answer(request);
    }

    private static Request request(String name) {
        return new Request("/console/" + name, Map.of("file", name), Map.of(), Map.of(), Bytes.EMPTY, Access.EVERYBODY);
    }

    private static List<String> named(String text) {
        Matcher names = NAMED.matcher(text);
        return names.results().map(name -> name.group(1)).toList();
    }

    private static String text(Reply reply) {
        return reply.body() instanceof ReplyBody.Whole(var bytes)
                ? new String(bytes.toArray(), StandardCharsets.UTF_8)
                : "";
    }
}
