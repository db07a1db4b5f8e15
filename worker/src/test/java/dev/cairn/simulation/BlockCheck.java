package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.TextState;
import dev.cairn.model.BlockHash;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.read.BlockInfo;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Compares what is told of blocks: by height, by hash, by time, and beyond what is retained.
final class BlockCheck {
    private static final StateKey ANY_KEY = TextState.key("a");

    private final StateReader reader;
    private final Visible visible;

    BlockCheck(StateReader reader, Visible visible) {
        this.reader = reader;
        this.visible = visible;
    }

    void at(long height) {
        assertThat(reader.block(Visible.at(height)))
                .as("block %d", height)
                .isEqualTo(visible.known(height, info(height)));
        long chainTimeMs = visible.chain().at(height).chainTimeMs();
        byTime(chainTimeMs);
        byTime(chainTimeMs - 1);
    }

    void byHash(Set<BlockHash> everMade) {
        for (BlockHash hash : everMade) {
            assertThat(reader.block(hash))
                    .as("block by hash %s", hash)
                    .isEqualTo(visible.chain()
                            .heightOf(hash)
                            .filter(height -> height >= visible.earliest())
                            .map(this::info));
        }
    }

    void beyondBothEnds() {
        assertThat(reader.get(ANY_KEY, Visible.at(visible.chain().tip() + 1))).isEqualTo(visible.notYetApplied());
        if (visible.finalHeight() < 0) {
            assertThat(reader.get(ANY_KEY, new HeightSelector.Finalized())).isEqualTo(visible.notYetApplied());
        }
        if (visible.chain().isEmpty()) {
            assertThat(reader.block(new HeightSelector.Latest())).isEqualTo(visible.notYetApplied());
        } else if (visible.earliest() > 0) {
            HeightSelector below = Visible.at(visible.earliest() - 1);
            assertThat(reader.get(ANY_KEY, below)).isEqualTo(visible.pruned(visible.earliest()));
            assertThat(reader.scan(KeyRange.all(), ScanDirection.ASCENDING, below))
                    .isEqualTo(visible.pruned(visible.earliest()));
        }
    }

    private void byTime(long timeMs) {
        long height = visible.chain().validAt(timeMs);
        assertThat(reader.block(new HeightSelector.AtTime(Instant.ofEpochMilli(timeMs))))
                .as("block at %d ms", timeMs)
                .isEqualTo(
                        height == visible.chain().tip()
                                ? visible.notYetApplied()
                                : height < visible.earliest()
                                        ? visible.pruned(visible.earliest())
                                        : visible.known(height, info(height)));
    }

    private BlockInfo info(long height) {
        ModelBlock block = visible.chain().at(height);
        return new BlockInfo(
                block.ref(),
                block.block().facts().parent(),
                block.block().facts().timestampMs(),
                block.changes().size(),
                height <= visible.stored().height() ? Optional.of(block.digest()) : Optional.empty());
    }
}
