package dev.cairn.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How much of a list is shown.
final class ListOptions {
    static final int PAGE_MAX = 10_000;

    private static final int STANDARD = 100;

    @ArgGroup(exclusive = true)
    private Length length = new Length();

    /// One of the two.
    static final class Length {
        @Option(names = "--limit", paramLabel = "N", description = "At most so many entries; 100 if nothing is said.")
        private int limit = STANDARD;

        @Option(names = "--all", description = "All of them, page by page.")
        private boolean all;
    }

    boolean all() {
        return length.all;
    }

    long entriesMax() {
        return length.all ? Long.MAX_VALUE : length.limit;
    }
}
