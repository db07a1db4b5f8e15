package dev.cairn.selftest;

import dev.cairn.commands.Arguments;
import java.nio.file.Path;
import java.util.Optional;

/// What `./cairn selftest persistence` understands.
///
/// @param blocks          how many block events the chain has
/// @param kills           how often the worker is killed
/// @param brokerRestarts  how often the broker is stopped and started again in between
/// @param seed            of the chain, and of the moments
/// @param directory       for databases, logs and reports; a temporary folder if empty
record SelftestOptions(int blocks, int kills, int brokerRestarts, long seed, Optional<Path> directory) {
    static final String USAGE = """
            usage: ./cairn selftest persistence [--kills N] [--broker-restarts N] [--blocks N] [--seed SEED] [--dir DIR]

              --kills N            how often the worker is killed, with SIGKILL (20)
              --broker-restarts N  how often Kafka is stopped and started again in between (3)
              --blocks N           block events of the chain (4000)
              --seed SEED          another chain, and other moments (1)
              --dir DIR            where databases, logs and reports go; it has to be empty, or not there yet
            """;

    static final SelftestOptions STANDARD = new SelftestOptions(4_000, 20, 3, 1, Optional.empty());

    private static final int KILLS_MAX = 10_000;
    private static final int BLOCKS_MAX = 1_000_000;

    SelftestOptions {
        checkWithin("--blocks", blocks, 100, BLOCKS_MAX);
        checkWithin("--kills", kills, 0, KILLS_MAX);
        checkWithin("--broker-restarts", brokerRestarts, 0, KILLS_MAX);
    }

    static SelftestOptions parse(Arguments arguments) {
        String test = arguments.next();
        if (!test.equals("persistence")) {
            throw new IllegalArgumentException(
                    "expected the name of a test, which is 'persistence', but got '" + test + "'");
        }
        SelftestOptions options = STANDARD;
        while (!arguments.isEmpty()) {
            options = options.with(arguments.next(), arguments);
        }
        return options;
    }

    private SelftestOptions with(String option, Arguments left) {
        return switch (option) {
            case "--blocks" -> new SelftestOptions(left.wholeNumber(option), kills, brokerRestarts, seed, directory);
            case "--kills" -> new SelftestOptions(blocks, left.wholeNumber(option), brokerRestarts, seed, directory);
            case "--broker-restarts" -> new SelftestOptions(blocks, kills, left.wholeNumber(option), seed, directory);
            case "--seed" -> new SelftestOptions(blocks, kills, brokerRestarts, left.longNumber(option), directory);
            case "--dir" ->
                new SelftestOptions(blocks, kills, brokerRestarts, seed, Optional.of(Path.of(left.value(option))));
            default ->
                throw new IllegalArgumentException(
                        "expected --kills, --broker-restarts, --blocks, --seed or --dir, but got '" + option + "'");
        };
    }

    private static void checkWithin(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    option + " is " + value + ", but it has to be from " + min + " to " + max);
        }
    }
}
