package dev.cairn.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoakIT {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void aWorkerThatIsReadRewoundAndOpenedAgainAllTheTimeSaysWhatTheOracleSays(@TempDir Path folder) throws Exception {
        SoakPlan plan = new SoakPlan(Duration.ofSeconds(4));
        SoakResult result =
                new Soak(plan, folder).run(Screen.plain(new PrintStream(shown, true, StandardCharsets.UTF_8)));

        assertThat(result.trouble()).isEmpty();
        assertThat(result.courses()).containsKeys(Gauge.HEAP, Gauge.THREADS, Gauge.DISK);
        assertThat(result.lived().getFirst())
                .matches(".*opened again [1-9]\\d* times, rewound [1-9]\\d* times, \\d+ samples");
    }
}
