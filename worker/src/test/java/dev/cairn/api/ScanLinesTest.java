package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.fixtures.ChainBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A list as lines that takes longer than it may, which is any time here, so that it ends after each piece.
@Timeout(60)
class ScanLinesTest {
    private static final String PATH = "/v1/state/scan?enc=utf8&height=latest";
    private static final int KEYS = 40;

    private final ServedChain chain = new ServedChain(false, Duration.ofNanos(1));
    private final OpenApiDocument document = OpenApiDocument.ofSchemas();

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void aListThatTakesTooLongSaysWhereItGoesOnAndNothingOfItIsLost() {
        chain.apply(large());
        List<JsonNode> entries = new ArrayList<>();
        int lists = 1;
        JsonNode end = list(PATH, entries);
        chain.apply(chain.next().put("later", "of another block"));
        while (end.has("cursor")) {
            assertThat(end.path("error").asText()).contains("api.scan-time-max");
            end = list(PATH + "&cursor=" + end.path("cursor").asText(), entries);
            lists++;
        }
        assertThat(end.has("entries")).isTrue();
        assertThat(lists).isGreaterThan(2);
        assertThat(entries)
                .extracting(entry -> entry.path("key").asText())
                .hasSize(KEYS)
                .doesNotContain("later")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aListThatTookTooLongLeavesItsPlace() throws Exception {
        chain.apply(large());
        assertThat(list(PATH, new ArrayList<>()).has("cursor")).isTrue();
        while (chain.openScans.count() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aShortListComesWholeHoweverLittleTimeItHas() {
        chain.apply(chain.next().put("a", "1"));
        assertThat(list(PATH, new ArrayList<>()).path("entries").asInt()).isEqualTo(1);
    }

    private ChainBuilder large() {
        ChainBuilder block = chain.next();
        for (int i = 0; i < KEYS; i++) {
            block.put("key-%02d".formatted(i), "x".repeat(2_000));
        }
        return block;
    }

    /// The last line; the entries before it go to `entries`.
    private JsonNode list(String path, List<JsonNode> entries) {
        List<JsonNode> lines = chain.get(path, "Accept", "application/x-ndjson")
                .body()
                .lines()
                .map(ServedChain::parse)
                .toList();
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(document.objections("GET /v1/state/scan", 200, "application/x-ndjson", line))
                                .isEmpty());
        entries.addAll(lines.subList(1, lines.size() - 1));
        return lines.getLast();
    }
}
