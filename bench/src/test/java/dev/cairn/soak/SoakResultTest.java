package dev.cairn.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakResultTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void whatGrowsIsNamedWithItsQuarters() {
        SoakResult result = result(LONG, 10, List.of());
        assertThat(result.problems())
                .containsExactly("open files and sockets: 195, 595, 995, 1,395, quarter by quarter, and still growing");
        assertThat(printed(result))
                .contains("| open files and sockets | 195 | 595 | 995 | 1,395 | grows |")
                .contains("| heap in use after a collection | 100.0 MiB | 100.0 MiB | 100.0 MiB | 100.0 MiB | stays |")
                .contains("lived well");
    }

    @Test
    void nothingIsFoundWhereNothingGrows() {
        assertThat(result(LONG, 0, List.of()).problems()).isEmpty();
    }

    @Test
    void troubleIsAProblemWhateverGrows() {
        assertThat(result(LONG, 0, List.of("a wrong answer")).problems()).containsExactly("a wrong answer");
    }

    @Test
    void aShortRunDoesNotJudgeWhatWarmsUp() {
        SoakResult result = result(Duration.ofMinutes(1), 0, List.of());
        assertThat(printed(result)).contains("| judged in runs of 4 min 0 s and more |");
    }

    @Test
    void aRunThatEndedAtOnceProvesNothing() {
        assertThat(SoakResult.of(LONG, List.of(), List.of(), List.of()).problems())
                .containsExactly("expected at least 12 samples, but the run ended before");
    }

    private static SoakResult result(Duration length, int handlesPerSample, List<String> trouble) {
        List<Map<Gauge, Double>> samples = IntStream.range(0, 160)
                .mapToObj(i -> Map.of(Gauge.HEAP, 100.0 * (1 << 20), Gauge.HANDLES, (double) handlesPerSample * i))
                .toList();
        return SoakResult.of(length, samples, List.of("lived well"), trouble);
    }

    private static String printed(SoakResult result) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        result.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }
}
