package dev.cairn.bench;

import dev.cairn.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What every benchmark understands: `--quick` for a short run, `--json FILE` to write the ratios for machines.
public final class BenchOptions {
    private final boolean quick;
    private final Optional<Path> json;
    private final Screen screen = Screen.besideResults();
    private final Map<String, Spread> ratios = new TreeMap<>();

    private BenchOptions(boolean quick, Optional<Path> json) {
        this.quick = quick;
        this.json = json;
    }

    static BenchOptions parse(List<String> arguments) {
        boolean quick = false;
        Optional<Path> json = Optional.empty();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--quick" -> quick = true;
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
        return new BenchOptions(quick, json);
    }

    public boolean quick() {
        return quick;
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
