package dev.cairn.crash;

import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.TestRocks;
import dev.cairn.thread.ForwardClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The process that [CrashLoopIT] kills: goes on from what it finds on disk, and says before and after each step what
/// it does and how far its disk is. It never ends by itself, unless nobody listens any more.
final class CrashChild {
    private final Path directory;
    private final Durability durability;
    private Storage storage;
    private Flusher flusher;
    private MvccStore memory;
    private int checkpoints;

    private CrashChild(Path directory, Durability durability) {
        this.directory = directory;
        this.durability = durability;
        storage = open();
        flusher = new Flusher(storage);
        memory = newMemory();
    }

    public static void main(String[] args) {
        say("opening");
        CrashChild child = new CrashChild(Path.of(args[0]), Durability.valueOf(args[1]));
        CrashScript script = new CrashScript(Long.parseLong(args[2]), Integer.parseInt(args[3]));
        say("opened " + child.tip() + " from " + child.storage.earliestHeight());
        while (!System.out.checkError()) {
            CrashStep step = script.next(child.tip(), child.storage.earliestHeight());
            say("begin " + step.name());
            child.run(step);
            say("done " + child.durable());
        }
    }

    private void run(CrashStep step) {
        switch (step) {
            case CrashStep.Flush(var replaced, var blocks, var newFloor) -> flush(replaced, blocks, newFloor);
            case CrashStep.Prune(var floor) -> storage.raiseFloor(floor);
            case CrashStep.Rewind(var height) -> {
                var _ = new Rewinder(memory, storage).rewind(height);
            }
            case CrashStep.Checkpoint _ -> storage.checkpoint(directory.resolveSibling("checkpoint" + checkpoints++));
            case CrashStep.Settle _ -> storage.flushMemtables();
            case CrashStep.Compact _ -> storage.compact();
            case CrashStep.Reopen _ -> {
                storage.close();
                storage = open();
                flusher = new Flusher(storage);
                memory = newMemory();
            }
        }
    }

    private void flush(List<Block> replaced, List<Block> blocks, OptionalLong newFloor) {
        Optional<BlockRef> parent = memory.applied();
        replaced.forEach(memory::apply);
        parent.ifPresent(memory::dropAbove);
        blocks.forEach(memory::apply);
        long last = blocks.getLast().height();
        memory.finalizeUpTo(last);
        flusher.flush(new FlushRound(FlushTrigger.BLOCKS, memory.unflushed(), last, newFloor));
        memory.release(last);
    }

    private Storage open() {
        return TestRocks.open(directory, durability);
    }

    private MvccStore newMemory() {
        return new MvccStore(new MvccConfig(2, 100_000, Duration.ofMinutes(1)), tip(), ForwardClock.fromNow());
    }

    private Optional<BlockRef> tip() {
        return storage.committed().map(CommittedPosition::block);
    }

    private String durable() {
        return storage.durable().map(position -> position.block().toString()).orElse("nothing");
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
