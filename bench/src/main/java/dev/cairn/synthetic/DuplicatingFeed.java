package dev.cairn.synthetic;

import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;

/// Publishes some records a second time, a while after the first, byte for byte.
///
/// A copy of a block event is left out if its block is no longer on the visible branch when the copy is due: there it
/// would be no copy but an announcement that the branch came back, and nobody could tell.
final class DuplicatingFeed implements Iterator<FeedRecord> {
    private final Iterator<FeedRecord> records;
    private final SyntheticChain chain;
    private final double rate;
    private final IntRange distance;
    private final Dice copied;
    private final Dice distances;
    private final PriorityQueue<Due> copies =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::turn));
    private long turn;
    private int visibleTip;

    DuplicatingFeed(Iterator<FeedRecord> records, SyntheticChain chain, FeedOptions options) {
        this.records = records;
        this.chain = chain;
        rate = options.duplicateRate();
        distance = new IntRange(1, options.duplicateBehindMax());
        copied = Dice.of(chain.spec().seed(), "is published twice");
        distances = Dice.of(chain.spec().seed(), "how far behind the copy comes");
    }

    @Override
    public boolean hasNext() {
        dropCopiesThatWouldReorganise();
        return records.hasNext() || !copies.isEmpty();
    }

    @Override
    public FeedRecord next() {
        dropCopiesThatWouldReorganise();
        return copyIsDue() ? copies.remove().copy() : original(records.next());
    }

    private FeedRecord original(FeedRecord record) {
        if (record.stream() == FeedStream.BLOCKS) {
            visibleTip = record.block();
        }
        if (copied.chance(turn, rate)) {
            copies.add(new Due(turn + distance.pick(distances.at(turn)), turn, record.copy()));
        }
        turn++;
        return record;
    }

    private boolean copyIsDue() {
        Due first = copies.peek();
        return first != null && (first.at() <= turn || !records.hasNext());
    }

    private void dropCopiesThatWouldReorganise() {
        while (copyIsDue() && wouldReorganise(copies.element().copy())) {
            copies.remove();
        }
    }

    private boolean wouldReorganise(FeedRecord copy) {
        return copy.stream() == FeedStream.BLOCKS && !chain.isAncestor(copy.block(), visibleTip);
    }

    private record Due(long at, long turn, FeedRecord copy) {}
}
