package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.fixtures.ChainBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists that pass over more than they tell.
class ListTurnsTest {
    private static final int KEYS = 30;
    private static final int FEW_STEPS = 5;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ServedChain whole = chain(new OpenScans(64, LONG));

    @AfterEach
    void close() {
        whole.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1, /v1/state/scan?limit=3",
        "2, /v1/state/scan?direction=desc",
        "7, /v1/state/scan?from=6b3130&direction=desc",
        "20, /v1/state/scan?height=0",
        "40, /v1/blocks/2/changes?limit=2",
        "50, /v1/blocks/0/changes?prefix=6b31",
        "150, /v1/changes?from=0&to=3",
        "90, /v1/changes?from=3&to=0&limit=2",
        "50, /v1/changes?from=1&to=2&limit=1",
    })
    void pagesOfAFewStepsAreTogetherWhatOneIsThatMayTakeAnyNumber(int stepsInATurn, String path) {
        try (ServedChain stepped = chain(new OpenScans(64, LONG, stepsInATurn))) {
            List<JsonNode> pages = pages(stepped, path);
            assertThat(entries(pages)).isEqualTo(entries(pages(whole, path))).isNotEmpty();
            assertThat(pages).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aPageWithoutEntriesThatIsNotTheLastSaysWhereItGoesOn() {
        try (ServedChain stepped = chain(new OpenScans(64, LONG, FEW_STEPS))) {
            JsonNode page = stepped.json("/v1/state/scan?prefix=6b33");
            assertThat(page.path("entries")).isEmpty();
            assertThat(page.path("cursor").isTextual()).isTrue();
        }
    }

    @Test
    void betweenTheTurnsOfAWideDiffThatFindsLittleOthersHaveTheirs() {
        OpenScans scans = new OpenScans(2, LONG, FEW_STEPS);
        try (ServedChain stepped = chain(scans)) {
            int turns = 0;
            String next = "/v1/changes?from=1&to=2";
            for (JsonNode page = stepped.json(next); page.path("cursor").isTextual(); turns++) {
                assertThat(scans.count()).isZero();
                assertThat(stepped.json("/v1/state/scan?limit=1&height=1").path("entries"))
                        .isNotEmpty();
                page = stepped.json(next + "&cursor=" + page.path("cursor").asText());
            }
            assertThat(turns).isGreaterThan(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void linesGoOnInTheNextTurn(int stepsInATurn) {
        try (ServedChain stepped = chain(new OpenScans(64, LONG, stepsInATurn))) {
            assertThat(lines(stepped)).isEqualTo(lines(whole)).hasSize(2 + KEYS / 10);
        }
    }

    @Test
    void betweenTheTurnsOfLinesOthersHaveTheirs() {
        OpenScans scans = new OpenScans(2, LONG, FEW_STEPS);
        NumberedWalk wide = NumberedWalk.endless();
        NumberedWalk other = new NumberedWalk(100, _ -> true, _ -> 1);
        OpenScans.Placed<NumberedWalk> placedOther = OpenScansTest.placed(scans, other);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> lines(scans, wide).writeTo(new Client() {
                    @Override
                    public void flush() throws IOException {
                        if (!placedOther.inTurn(other::step)) {
                            throw new IOException("has seen enough");
                        }
                    }
                }))
                .withMessage("has seen enough");
        assertThat(other.number()).isEqualTo(100);
    }

    @Test
    void aListWhoseClientHasLeftIsWalkedNoFurther() {
        NumberedWalk walk = NumberedWalk.endless();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> lines(new OpenScans(1, LONG, FEW_STEPS), walk).writeTo(new Client() {
                    private int taken;

                    @Override
                    public void flush() throws IOException {
                        if (++taken > 2) {
                            throw new IOException("has left");
                        }
                    }
                }))
                .withMessage("has left");
        assertThat(walk.number()).isEqualTo(2 * FEW_STEPS);
    }

    /// Takes whatever comes.
    private static class Client extends OutputStream {
        @Override
        public void write(int oneByte) throws IOException {}
    }

    private static ScanLines lines(OpenScans scans, NumberedWalk walk) {
        return new ScanLines(
                0, ChainBuilder.first(0).build().ref(), new Entries(Encoding.HEX), OpenScansTest.placed(scans, walk));
    }

    /// Of most keys nothing is left, and the heights differ in a few of them.
    private static ServedChain chain(OpenScans scans) {
        ServedChain chain = new ServedChain(false, scans);
        ChainBuilder first = chain.next();
        for (int i = 0; i < KEYS; i++) {
            first.put(key(i), "0");
        }
        chain.apply(first).apply(chain.next().put(key(7), "1")).flushUpTo(1);
        chain.apply(chain.next().put(key(7), "2").put(key(23), "2").put(key(28), "0"));
        ChainBuilder last = chain.next();
        for (int i = 0; i < KEYS; i++) {
            if (i % 10 != 7) {
                last.delete(key(i));
            }
        }
        return chain.apply(last);
    }

    private static String key(int i) {
        return "k" + (10 + i);
    }

    private static List<JsonNode> pages(ServedChain chain, String path) {
        List<JsonNode> pages = new ArrayList<>();
        pages.add(chain.json(path));
        while (pages.getLast().path("cursor").isTextual()) {
            pages.add(chain.json(
                    path + "&cursor=" + pages.getLast().path("cursor").asText()));
        }
        return pages;
    }

    private static List<JsonNode> entries(List<JsonNode> pages) {
        List<JsonNode> entries = new ArrayList<>();
        pages.forEach(
                page -> page.path(page.has("entries") ? "entries" : "changes").forEach(entries::add));
        return entries;
    }

    private static List<JsonNode> lines(ServedChain chain) {
        return chain.get("/v1/state/scan", "Accept", "application/x-ndjson")
                .body()
                .lines()
                .map(ServedChain::parse)
                .toList();
    }
}
