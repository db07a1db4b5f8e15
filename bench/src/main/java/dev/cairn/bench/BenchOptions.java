package dev.cairn.bench;

import dev.cairn.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What every benchmark understands: `--quick` for a short run, `--json FILE` to write the ratios for machines; and
/// `--minutes N`, which one of them does.
public final class BenchOptions {
    private static final int MINUTES_MAX = 1_440;

    private final boolean quick;
    private final Optional<Integer> minutes;
    private final Optional<Path> json;
    private final Screen screen = Screen.besideResults();
    private final Map<String, Spread> ratios = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private BenchOptions(boolean quick, Optional<Integer> minutes, Optional<Path> json) {
        this.quick = quick;
        this.minutes = minutes;
        this.json = json;
    }

    static BenchOptions parse(List<String> arguments) {
        boolean quick = false;
        Optional<Integer> minutes = Optional.empty();
        Optional<Path> json = Optional.empty();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--quick" -> quick = true;
                case "--minutes" -> minutes = Optional.of(minutes(left.poll()));
                case "--json" -> {
                    if (left.isEmpty()) {
                        throw new IllegalArgumentException("--json needs the file to write to");
                    }
                    json = Optional.of(Path.of(left.pop()));
                }
                default ->
                    throw new IllegalArgumentException("expected --quick or --json FILE, but got '" + argument + "'");
            }
        }
        return new BenchOptions(quick, minutes, json);
    }

    private static int minutes(@Nullable String given) {
        int minutes = given != null && given.matches("[0-9]{1,4}") ? Integer.parseInt(given) : 0;
        if (minutes < 1 || minutes > MINUTES_MAX) {
            throw new IllegalArgumentException("expected --minutes and a whole number from 1 to " + MINUTES_MAX
                    + ", since what is expected of every block is held in memory, but got "
                    + (given == null ? "none" : "'" + given + "'"));
        }
        return minutes;
    }

    public boolean quick() {
        return quick;
    }

    /// How long it may take, if somebody has said so.
    public Optional<Integer> minutes() {
        return minutes;
    }

    /// What was looked for is not so: the run goes on to its end, and the process ends with 1.
    public void fail(String why) {
        failures.add(why);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /// Where it is shown how far the work is.
    public Screen screen() {
        return screen;
    }

    /// Prints a ratio and keeps it for the file.
    public void report(String name, Spread ratio) {
        System.out.printf("%n%s: %s%n", name, ratio);
        ratios.put(name, ratio);
    }

    void writeJson() throws IOException {
        if (json.isPresent()) {
            Files.writeString(json.get(), ratiosAsJson() + "\n");
        }
    }

    /// The medians, and beside them how far the rounds lie apart.
    String ratiosAsJson() {
        return "{\"ratios\": {%s}, \"spreads\": {%s}}"
                .formatted(
                        members(ratio -> String.format(Locale.ROOT, "%.3f", ratio.median())),
                        members(ratio -> String.format(Locale.ROOT, "[%.3f, %.3f]", ratio.min(), ratio.max())));
    }

    private String members(Function<Spread, String> value) {
        return ratios.entrySet().stream()
                .map(ratio -> "\"" + ratio.getKey() + "\": " + value.apply(ratio.getValue()))
                .collect(Collectors.joining(", "));
    }
}
