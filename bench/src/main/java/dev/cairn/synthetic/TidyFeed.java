package dev.cairn.synthetic;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Each announced block's event, then its transactions in order.
final class TidyFeed implements Iterator<FeedRecord> {
    private final SyntheticChain chain;
    private final BlockContents contents;
    private final EventEncoder encoder;

    private int announcement;
    private int block;
    private byte[] blockHash = {};
    private int nextIndex;
    private int endIndex;
    private int nextWrite;

    TidyFeed(SyntheticChain chain) {
        this.chain = chain;
        contents = chain.contents();
        encoder = new EventEncoder(chain);
    }

    @Override
    public boolean hasNext() {
        return nextIndex < endIndex || announcement < chain.announcements();
    }

    @Override
    public FeedRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the feed ended after " + chain.announcements() + " announcements");
        }
        return nextIndex < endIndex ? transaction() : announcement();
    }

    private FeedRecord announcement() {
        block = chain.announced(announcement);
        blockHash = chain.hash(block);
        nextIndex = 0;
        endIndex = chain.publishesTransactions(announcement) ? contents.transactions(block) : 0;
        nextWrite = contents.firstWrite(block);
        byte[] value = encoder.block(announcement);
        announcement++;
        byte[] key = new byte[Long.BYTES];
        Noise.putHead(chain.height(block), key, 0, key.length);
        return new FeedRecord(FeedStream.BLOCKS, block, false, key, value, EventFormat.PROTOBUF);
    }

    private FeedRecord transaction() {
        int endWrite = nextWrite + contents.writesOf(contents.firstTransaction(block) + nextIndex);
        byte[] value = encoder.transaction(block, blockHash, nextIndex, nextWrite, endWrite);
        nextIndex++;
        nextWrite = endWrite;
        return new FeedRecord(FeedStream.TRANSACTIONS, block, false, blockHash, value, EventFormat.PROTOBUF);
    }
}
