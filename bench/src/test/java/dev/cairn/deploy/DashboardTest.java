package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DashboardTest {
    private static final int COLUMNS = 24;

    @Test
    void panelsHaveNumbersAndTitlesOfTheirOwn() {
        assertThat(Dashboard.panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
        assertThat(Dashboard.panels())
                .extracting(panel -> panel.path("title").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<Integer> taken = new HashSet<>();
        for (JsonNode panel : Dashboard.panels()) {
            JsonNode place = panel.path("gridPos");
            for (int y = 0; y < place.path("h").asInt(); y++) {
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    int column = place.path("x").asInt() + x;
                    assertThat(column).isLessThan(COLUMNS);
                    assertThat(taken.add((place.path("y").asInt() + y) * COLUMNS + column))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
    }
}
