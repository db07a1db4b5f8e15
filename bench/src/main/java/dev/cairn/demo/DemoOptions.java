package dev.cairn.demo;

import dev.cairn.commands.Arguments;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What `./cairn demo` understands.
///
/// @param blocks           how many blocks are there before the worker starts
/// @param verify           check the worker against the oracle and end, instead of letting the chain grow
/// @param blocksPerSecond  how fast it grows, if it does
/// @param port             for operators, while it grows; 0 takes any
/// @param seed             of the chain
record DemoOptions(int blocks, boolean verify, double blocksPerSecond, int port, long seed) {
    static final String USAGE = """
            usage: ./cairn demo [--blocks N] [--rate BLOCKS_PER_SECOND] [--port PORT] [--seed SEED] [--verify]

              --blocks N   block events that are there before the worker starts, for it to catch up with (20000)
              --rate R     blocks a second from then on (2)
              --port PORT  of /summary, /metrics, /readyz and /trigger (9091); 0 takes any that is free
              --seed SEED  another chain (1)
              --verify     compare every height with what the chain's oracle knows, and end with 0 or 1; 2,000 blocks
                           take about half a minute, 20,000 some minutes; the chain does not grow, and nothing can be
                           asked meanwhile, so it goes with neither --rate nor --port
            """;

    static final DemoOptions STANDARD = new DemoOptions(20_000, false, 2, 9091, 1);

    private static final int BLOCKS_MAX = 5_000_000;
    private static final Set<String> OF_A_GROWING_CHAIN = Set.of("--port", "--rate");

    DemoOptions {
        if (blocks < 1 || blocks > BLOCKS_MAX) {
            throw new IllegalArgumentException("--blocks is " + blocks + ", but it has to be from 1 to " + BLOCKS_MAX);
        }
        if (!(blocksPerSecond > 0 && blocksPerSecond <= 1_000)) {
            throw new IllegalArgumentException(
                    "--rate is " + blocksPerSecond + ", but it has to be above 0 and at most 1000 blocks a second");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port is " + port + ", but it has to be from 0 to 65535");
        }
    }

    static DemoOptions parse(Arguments arguments) {
        DemoOptions options = STANDARD;
        SortedSet<String> given = new TreeSet<>();
        while (!arguments.isEmpty()) {
            String option = arguments.next();
            given.add(option);
            options = options.with(option, arguments);
        }
        given.retainAll(OF_A_GROWING_CHAIN);
        if (options.verify() && !given.isEmpty()) {
            throw new IllegalArgumentException("expected --verify without " + String.join(" and ", given)
                    + ", since the chain does not grow then and nobody is answered; leave out one or the other");
        }
        return options;
    }

    private DemoOptions with(String option, Arguments left) {
        return switch (option) {
            case "--verify" -> new DemoOptions(blocks, true, blocksPerSecond, port, seed);
            case "--blocks" -> new DemoOptions(left.wholeNumber(option), verify, blocksPerSecond, port, seed);
            case "--rate" -> new DemoOptions(blocks, verify, left.decimal(option), port, seed);
            case "--port" -> new DemoOptions(blocks, verify, blocksPerSecond, left.wholeNumber(option), seed);
            case "--seed" -> new DemoOptions(blocks, verify, blocksPerSecond, port, left.longNumber(option));
            default ->
                throw new IllegalArgumentException(
                        "expected --blocks, --rate, --port, --seed or --verify, but got '" + option + "'");
        };
    }
}
