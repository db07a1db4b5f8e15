package dev.cairn.commands;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/// What was typed behind a command, to be taken word by word. `--name=value` is the same as `--name value`.
public final class Arguments {
    private static final int NOT_UNDERSTOOD = 2;
    private static final List<String> HELP = List.of("--help", "-h");

    private final Deque<String> left = new ArrayDeque<>();

    private Arguments(List<String> typed) {
        typed.forEach(this::add);
    }

    public static Arguments of(List<String> typed) {
        return new Arguments(typed);
    }

    /// Gives what was understood. Else the process ends: with the usage, if that was asked for, or with what is wrong.
    ///
    /// @param options  throws `IllegalArgumentException` for what it does not understand
    public static <T> T understoodOrExit(String[] typed, String usage, Function<Arguments, T> options) {
        if (List.of(typed).stream().anyMatch(HELP::contains)) {
            System.out.print(usage);
            System.exit(0);
        }
        try {
            return options.apply(of(List.of(typed)));
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage() + "\n" + usage);
            System.exit(NOT_UNDERSTOOD);
            throw e;
        }
    }

    private void add(String word) {
        int equals = word.indexOf('=');
        if (word.startsWith("--") && equals > 0) {
            left.add(word.substring(0, equals));
            left.add(word.substring(equals + 1));
        } else {
            left.add(word);
        }
    }

    public boolean isEmpty() {
        return left.isEmpty();
    }

    /// The next word, or an empty one if there is none.
    public String next() {
        return left.isEmpty() ? "" : left.pop();
    }

    /// What follows an option.
    public String value(String option) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " takes a value, but nothing follows");
        }
        return left.pop();
    }

    public int wholeNumber(String option) {
        return number(option, "a whole number", Integer::valueOf);
    }

    public long longNumber(String option) {
        return number(option, "a whole number", Long::valueOf);
    }

    public double decimal(String option) {
        return number(option, "a number", Double::valueOf);
    }

    private <T> T number(String option, String expected, Function<String, T> parsed) {
        String value = value(option);
        try {
            return parsed.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes " + expected + ", but got '" + value + "'", e);
        }
    }
}
