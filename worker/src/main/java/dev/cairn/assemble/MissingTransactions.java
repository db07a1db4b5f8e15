package dev.cairn.assemble;

import java.util.NavigableSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Says which transactions of a block are not there.
final class MissingTransactions {
    private static final int INDEXES_NAMED_MAX = 10;

    private MissingTransactions() {}

    /// Where a chain is spread over shards, indexes have holes, and nobody can tell a hole from a missing one.
    static String of(int expected, NavigableSet<Integer> there) {
        String counted = there.size() + " of " + expected + " transactions are there, ";
        int highest = there.isEmpty() ? -1 : there.last();
        return highest < expected
                ? counted + "missing are the indexes " + absent(there, expected)
                : counted + "the highest index being " + highest + "; missing are " + (expected - there.size())
                        + " of the indexes " + absent(there, highest) + " or above " + highest;
    }

    private static String absent(NavigableSet<Integer> there, int end) {
        String first = IntStream.range(0, end)
                .filter(index -> !there.contains(index))
                .limit(INDEXES_NAMED_MAX)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        int count = end - there.headSet(end).size();
        return count > INDEXES_NAMED_MAX ? first + ", …" : first;
    }
}
