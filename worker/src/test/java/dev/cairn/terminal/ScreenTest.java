package dev.cairn.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void onATerminalAPassingLineTakesThePlaceOfTheLastOneAndOneThatStaysWipesItOut() {
        Screen screen = new Screen(out, true, FIVE_SECONDS, nanos::get);
        screen.pass("one");
        screen.pass("two");
        screen.say("stays");
        screen.say("stays too");
        assertThat(printed()).isEqualTo("""
                \r\033[K\033[?7lone\033[?7h\r\033[K\033[?7ltwo\033[?7h\r\033[Kstays
                stays too
                """);
    }

    @Test
    void elsewhereAPassingLineIsPrintedEveryFewSecondsOnly() {
        Screen screen = new Screen(out, false, FIVE_SECONDS, nanos::get);
        screen.pass("at once");
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        screen.pass("too soon");
        screen.say("stays");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        screen.pass("due");
        assertThat(printed()).isEqualTo("""
                at once
                stays
                due
                """);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
