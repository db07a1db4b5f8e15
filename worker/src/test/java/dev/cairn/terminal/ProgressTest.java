package dev.cairn.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen = Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void aMeasuredWorkShowsABarAndGuessesTheTimeLeft() {
        Progress progress = new Progress("publishing", 1_200, () -> 0);
        assertThat(progress.line(300, Duration.ofSeconds(5)))
                .isEqualTo("publishing  ██████░░░░░░░░░░░░░░░░░░  25 %  300 of 1,200, about 15 s left");
        assertThat(progress.line(1_200, Duration.ofSeconds(5))).endsWith("100 %  1,200 of 1,200");
    }

    @Test
    void atFirstNoTimeIsGuessedAndTooMuchDoneIsNoMoreThanAll() {
        Progress progress = new Progress("publishing", 1_000, () -> 0);
        assertThat(progress.line(10, Duration.ofSeconds(5))).endsWith("  1 %  10 of 1,000");
        assertThat(progress.line(1_001, Duration.ofSeconds(5))).contains(" 100 %  1,001 of 1,000");
    }

    @Test
    void whatIsBeingDoneStandsBehindTheBar() {
        Progress progress = new Progress("measuring", 6, () -> 0, () -> "round 2");
        assertThat(progress.line(3, Duration.ofSeconds(30))).endsWith(" 3 of 6, about 30 s left: round 2");
    }

    @Test
    void bytesAreShownAsPeopleReadThem() {
        Progress progress = Progress.ofBytes("copying", () -> 3 << 20, () -> 0, () -> "");
        assertThat(progress.line(1 << 20, Duration.ofSeconds(5)))
                .endsWith(" 33 %  1.0 MiB of 3.0 MiB, about 10 s left");
    }

    @Test
    void whatIsGuessedIsSaidToBeAndNeverMoreThanAll() {
        Progress progress = Progress.ofAboutBytes("exporting", () -> 3 << 20, () -> 4 << 20, () -> "12 entries");
        assertThat(progress.line(1 << 20, Duration.ofSeconds(5)))
                .endsWith(" 33 %  about 1.0 MiB of 3.0 MiB, about 10 s left: 12 entries");
        assertThat(progress.line(progress.done().getAsLong(), Duration.ofSeconds(5)))
                .contains(" 100 %  about 3.0 MiB of 3.0 MiB");
    }

    @Test
    void aWorkThatNobodyCanMeasureShowsTheTime() {
        assertThat(Progress.unmeasured("starting").line(0, Duration.ofMillis(3_200)))
                .isEqualTo("starting … 3.2 s");
    }

    @Test
    void theResultIsHandedOnAndTheEndIsSaid() {
        assertThat(new Progress("counting", 7, () -> 7).<Integer, RuntimeException>during(screen, () -> 42))
                .isEqualTo(42);
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("counting: 7 in ");
    }

    @Test
    void aWorkThatFailsIsNotSaidToHaveEnded() {
        assertThatThrownBy(() -> Progress.unmeasured("failing").during(screen, () -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("done");
    }
}
