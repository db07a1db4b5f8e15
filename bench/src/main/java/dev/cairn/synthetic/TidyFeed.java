package dev.cairn.synthetic;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Each announced block's event, then its transactions in order.
final class TidyFeed implements Iterator<FeedRecord> {
    private final SyntheticChain chain;
    private final BlockContents contents;
    private final EventEncoder encoder;
    private final Dice gaps;
    private final IntRange gapRange;

    private int announcement;
    private int block;
    private byte[] blockHash = {};
    private int nextTransaction;
    private int endTransaction;
    private int nextIndex;
    private int nextWrite;

    TidyFeed(SyntheticChain chain) {
        this.chain = chain;
        contents = chain.contents();
        encoder = new EventEncoder(chain);
        gaps = Dice.of(chain.spec().seed(), "transactions of other shards");
        gapRange = new IntRange(0, chain.spec().events().indexGapMax());
    }

    @Override
    public boolean hasNext() {
        return nextTransaction < endTransaction || announcement < chain.announcements();
    }

    @Override
    public FeedRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the feed ended after " + chain.announcements() + " announcements");
        }
        return nextTransaction < endTransaction ? transaction() : announcement();
    }

    private FeedRecord announcement() {
        block = chain.announced(announcement);
        blockHash = chain.hash(block);
        nextTransaction = contents.firstTransaction(block);
        endTransaction =
                nextTransaction + (chain.publishesTransactions(announcement) ? contents.transactions(block) : 0);
        nextIndex = 0;
        nextWrite = contents.firstWrite(block);
        byte[] value = encoder.block(announcement);
        announcement++;
        byte[] key = new byte[Long.BYTES];
        Noise.putHead(chain.height(block), key, 0, key.length);
        return new FeedRecord(FeedStream.BLOCKS, block, false, key, value, EventFormat.PROTOBUF);
    }

    private FeedRecord transaction() {
        int endWrite = nextWrite + contents.writesOf(nextTransaction);
        int index = nextIndex + gapRange.pick(gaps.at(nextTransaction));
        byte[] value = encoder.transaction(block, blockHash, nextTransaction, index, nextWrite, endWrite);
        nextTransaction++;
        nextIndex = index + 1;
        nextWrite = endWrite;
        return new FeedRecord(FeedStream.TRANSACTIONS, block, false, blockHash, value, EventFormat.PROTOBUF);
    }
}
