package dev.cairn.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Lines for people. One that passes is shown over the last one on a terminal; where there is none (a file, a pipe, a
/// CI log), every now and then on a line of its own. **Threading:** any thread.
public final class Screen {
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);
    /// Beside results a line only shows that something still moves.
    private static final Duration PLAIN_BESIDE_RESULTS_EVERY = Duration.ofMinutes(1);
    /// To the line's beginning, and what stands there is wiped out.
    private static final String WIPE = "\r\033[K";
    /// Between these two a line is cut where the window ends: one that wrapped could not be wiped out.
    private static final String UNWRAPPED = "\033[?7l";

    private static final String WRAPPED = "\033[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private final Duration plainEvery;
    private final LongSupplier nanoClock;
    private boolean passingShown;
    private OptionalLong plainShownNanos = OptionalLong.empty();

    Screen(PrintStream out, boolean terminal, Duration plainEvery, LongSupplier nanoClock) {
        this.out = out;
        this.terminal = terminal;
        this.plainEvery = plainEvery;
        this.nanoClock = nanoClock;
    }

    public static Screen ofProcess() {
        return new Screen(utf8(System.out), isTerminal(), PLAIN_EVERY, System::nanoTime);
    }

    /// For those whose results go to standard output, which may be a file that nothing else belongs into.
    public static Screen besideResults() {
        return isTerminal()
                ? ofProcess()
                : new Screen(utf8(System.err), false, PLAIN_BESIDE_RESULTS_EVERY, System::nanoTime);
    }

    /// Never a terminal.
    public static Screen plain(PrintStream out) {
        return new Screen(out, false, PLAIN_EVERY, System::nanoTime);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /// A line that stays.
    public synchronized void say(String line) {
        wipe();
        out.println(line);
        out.flush();
    }

    /// A line that the next one takes the place of.
    public synchronized void pass(String line) {
        if (terminal) {
            out.print(WIPE + UNWRAPPED + line + WRAPPED);
            out.flush();
            passingShown = true;
        } else if (plainIsDue()) {
            out.println(line);
            out.flush();
        }
    }

    private boolean plainIsDue() {
        long now = nanoClock.getAsLong();
        boolean due = plainShownNanos.isEmpty() || now - plainShownNanos.getAsLong() >= plainEvery.toNanos();
        if (due) {
            plainShownNanos = OptionalLong.of(now);
        }
        return due;
    }

    private void wipe() {
        if (passingShown) {
            out.print(WIPE);
            passingShown = false;
        }
    }
}
