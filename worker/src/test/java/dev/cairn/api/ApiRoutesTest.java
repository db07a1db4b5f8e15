package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Route;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApiRoutesTest {
    @Test
    void whatReadersAskForCountsUntilTheyHaveReadItAndLeavesRoomForOperators() {
        assertThat(ApiRoutes.of(Set.of(0), TreeMap::new, new OpenScans(1, Duration.ofMinutes(1))))
                .isNotEmpty()
                .allMatch(Route::grows);
    }
}
