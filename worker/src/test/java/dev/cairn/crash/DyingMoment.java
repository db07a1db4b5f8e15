package dev.cairn.crash;

import java.util.Random;

/// When a process is killed: some time after it has said something for the nth time.
///
/// @param said   how the line begins
/// @param times  how often it has to be said
record DyingMoment(String said, int times, long delayNanos) {
    private static final String[] BEGINNINGS = {
        "begin flush",
        "done",
        "opening",
        "begin prune",
        "begin rewind",
        "begin checkpoint",
        "done",
        "begin settle",
        "begin compact",
        "opened",
        "begin reopen"
    };

    /// Lives take turns in what they die of.
    static DyingMoment of(int life, Random random) {
        String said = BEGINNINGS[life % BEGINNINGS.length];
        int times = switch (said) {
            case "opening", "opened" -> 1;
            case "begin flush", "done" -> 1 + random.nextInt(60);
            case "begin prune" -> 1 + random.nextInt(8);
            default -> 1 + random.nextInt(3);
        };
        return new DyingMoment(said, times, delay(said, random));
    }

    private static long delay(String said, Random random) {
        if (said.equals("opening")) {
            // Loading the library takes most of it.
            return random.nextLong(400_000_000);
        }
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextLong(300_000);
            case 2 -> random.nextLong(3_000_000);
            default -> random.nextLong(20_000_000);
        };
    }
}
