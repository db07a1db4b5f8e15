package dev.cairn.verify;

import dev.cairn.commands.StopRequest;
import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.runtime.Shard;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.time.Duration;
import java.util.OptionalLong;

/// Waits until a shard has taken in a whole chain.
///
/// The newest block is that of the last announcement, and nothing is left to read: a branch may stand at that block, be
/// left, and come back to it.
public final class TakenIn {
    private static final Duration LOOKED_EVERY = Duration.ofMillis(20);

    private TakenIn() {}

    /// False if the shard halted, or this was stopped.
    public static boolean await(Shard shard, SyntheticChain chain, Screen screen, StopRequest stop)
            throws InterruptedException {
        int tip = chain.tipAfter(chain.announcements());
        BlockHash hash = new BlockHash(Bytes.wrap(chain.hash(tip)));
        Progress progress = new Progress(
                "catching up",
                chain.height(tip) + 1,
                () -> shard.marks().applied().orElse(-1) + 1);
        return progress.during(screen, () -> {
            while (shard.halt().isEmpty() && !stop.isMade()) {
                if (standsAt(hash, shard)) {
                    return true;
                }
                var _ = stop.await(LOOKED_EVERY);
            }
            return false;
        });
    }

    private static boolean standsAt(BlockHash hash, Shard shard) {
        return OptionalLong.of(0).equals(shard.progress().lagOffsets())
                && shard.reader().block(new HeightSelector.Latest()) instanceof Answer.Known<?>(var at, var _)
                && at.hash().equals(hash);
    }
}
