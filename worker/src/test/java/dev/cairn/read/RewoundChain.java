package dev.cairn.read;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.Storage;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// A chain whose every block gives every key the same value: its own hash and its parent's. So each answer tells which
/// branch it was read from, and whether all of it was.
final class RewoundChain {
    static final int KEYS = 12;

    private final Storage storage;
    private final MvccStore memory =
            new MvccStore(new MvccConfig(2, 10_000, Duration.ofMinutes(1)), Optional.empty(), ForwardClock.fromNow());
    private final Random random = new Random(7);
    private Block newest = block(ChainBuilder.first(0), "none");
    private int branch;

    RewoundChain(Storage storage) {
        this.storage = storage;
    }

    static String key(int number) {
        return "key" + (char) ('a' + number);
    }

    /// Returns once the last rewind is done and all readers have read after it.
    RacingReaders race(int rewinds) throws InterruptedException {
        memory.apply(newest);
        advance();
        RacingReaders readers = new RacingReaders(new StateReader(memory, storage, new ReadConfig(2)));
        readers.start(3);
        for (int i = 0; i < rewinds && readers.failures().isEmpty(); i++) {
            advance();
            rewind();
            readers.awaitMoreAnswers();
        }
        readers.stop();
        return readers;
    }

    private void advance() {
        for (int i = 0; i < 6; i++) {
            newest = block(
                    ChainBuilder.after(newest.ref()).branch("-" + branch),
                    newest.ref().hash().toString());
            memory.apply(newest);
        }
        memory.finalizeUpTo(newest.height() - 1);
        List<BlockLayer> unflushed = memory.unflushed();
        List<BlockLayer> round = unflushed.subList(0, unflushed.size() - 1);
        long last = round.getLast().height();
        new Flusher(storage)
                .flush(new FlushRound(FlushTrigger.MANUAL, round, newest.height() - 1, OptionalLong.empty()));
        memory.release(last);
    }

    private void rewind() {
        BlockRef stored = storage.committed().orElseThrow().block();
        long target = stored.height().value() - random.nextInt(4);
        new Rewinder(memory, storage).rewind(target);
        branch++;
        BlockRef tip = storage.committed().orElseThrow().block();
        newest = new Block(
                storage.reader().block(tip.height().value()).orElseThrow().facts(), List.of());
    }

    private static Block block(ChainBuilder builder, String parent) {
        String hash = builder.build().ref().hash().toString();
        for (int key = 0; key < KEYS; key++) {
            builder.put(key(key), hash + "<" + parent);
        }
        return builder.build();
    }
}
