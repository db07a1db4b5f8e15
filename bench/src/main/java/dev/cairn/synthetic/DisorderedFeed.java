package dev.cairn.synthetic;

import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;

/// Moves each transaction up to a window's length from its turn; block events stay at theirs and so keep their order.
///
/// A record's place is its turn, shifted. One may leave once no record still to come can be placed before it, that is,
/// once its place is a whole window behind the next turn; so about two windows of records wait here.
final class DisorderedFeed implements Iterator<FeedRecord> {
    private final Iterator<FeedRecord> records;
    private final Dice shifts;
    private final IntRange shiftRange;
    private final int window;
    private final PriorityQueue<Placed> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Placed::place).thenComparingLong(Placed::turn));
    private long turn;

    DisorderedFeed(Iterator<FeedRecord> records, long seed, int window) {
        this.records = records;
        this.window = window;
        shifts = Dice.of(seed, "shift of a transaction");
        shiftRange = new IntRange(0, 2 * window);
    }

    @Override
    public boolean hasNext() {
        return records.hasNext() || !waiting.isEmpty();
    }

    @Override
    public FeedRecord next() {
        while (records.hasNext() && !firstMayLeave()) {
            place(records.next());
        }
        return waiting.remove().record();
    }

    private boolean firstMayLeave() {
        Placed first = waiting.peek();
        return first != null && first.place() <= turn - window;
    }

    private void place(FeedRecord record) {
        long place = switch (record.stream()) {
            case BLOCKS -> turn;
            case TRANSACTIONS -> turn - window + shiftRange.pick(shifts.at(turn));
        };
        waiting.add(new Placed(place, turn, record));
        turn++;
    }

    private record Placed(long place, long turn, FeedRecord record) {}
}
