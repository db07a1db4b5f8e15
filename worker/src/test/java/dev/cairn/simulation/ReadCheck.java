package dev.cairn.simulation;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.fixtures.TextState;
import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.mvcc.MvccReader;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.Readers;
import dev.cairn.read.StateReader;
import dev.cairn.storage.Storage;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// Asks everything that can be asked, and compares the answers with the model: at every height that is retained,
/// and just beyond on both sides.
final class ReadCheck {
    private static final List<KeyRange> RANGES = List.of(
            KeyRange.all(),
            KeyRange.prefix(ChainBuilder.utf8("a")),
            KeyRange.between(ChainBuilder.utf8("a\0"), ChainBuilder.utf8("b")),
            KeyRange.between(ChainBuilder.utf8("aa"), ChainBuilder.utf8("z")),
            KeyRange.between(Bytes.EMPTY, ChainBuilder.utf8("aa")),
            KeyRange.between(ChainBuilder.utf8("b"), ChainBuilder.utf8("b")),
            KeyRange.all().after(TextState.key("a")),
            KeyRange.all().before(TextState.key("ba")));

    private final StateReader listing;
    private final List<StateReader> differing;

    ReadCheck(MvccReader memory, Storage storage) {
        listing = Readers.listing(memory, storage);
        differing = List.of(listing, Readers.listingFew(memory, storage), Readers.walking(memory, storage));
    }

    StateReader reader() {
        return listing;
    }

    /// At the ends of what memory, disk and history hold, and at every third height in between.
    ///
    /// @param turn  varies what would be too much to ask each time; any number
    void most(Visible visible, Set<BlockHash> everMade, int turn) {
        long stored = visible.stored().height();
        LongStream heights = visible.heights()
                .filter(height -> height == visible.earliest()
                        || height == stored
                        || height == stored + 1
                        || height == visible.chain().tip()
                        || (height + turn) % 3 == 0);
        check(visible, everMade, turn, heights);
    }

    /// At every retained height.
    void everything(Visible visible, Set<BlockHash> everMade) {
        check(visible, everMade, 0, visible.heights());
        check(visible, everMade, 1, visible.heights());
        ChangeCheck changes = new ChangeCheck(listing, visible);
        visible.heights().forEach(height -> KeyWrite.KEYS.forEach(key -> changes.history(key, height, (int) height)));
    }

    private void check(Visible visible, Set<BlockHash> everMade, int turn, LongStream heights) {
        BlockCheck blocks = new BlockCheck(listing, visible);
        blocks.beyondBothEnds();
        blocks.byHash(everMade);
        StateCheck states = new StateCheck(listing, visible);
        if (visible.finalHeight() >= 0) {
            states.all(new HeightSelector.Finalized(), visible.finalHeight());
        }
        if (!visible.chain().isEmpty()) {
            states.all(new HeightSelector.Latest(), visible.chain().tip());
            new ChangeCheck(listing, visible).beforeTheEarliest();
        }
        heights.forEach(height -> {
            int varied = Math.toIntExact(turn + height);
            KeyRange range = varied % 3 == 0 ? KeyRange.all() : RANGES.get(varied % RANGES.size());
            states.all(Visible.at(height), height);
            states.scan(height, range, varied % 2 == 0);
            int stepsMax = 1 + varied % 60;
            states.scanInTurns(height, range, varied % 2 == 1, stepsMax);
            blocks.at(height);
            ChangeCheck changes = new ChangeCheck(differing.get(varied % differing.size()), visible);
            changes.history(KeyWrite.KEYS.get(varied % KeyWrite.KEYS.size()), height, varied);
            changes.ofBlock(height, range, stepsMax);
            long other = visible.earliest() + varied % (visible.chain().tip() - visible.earliest() + 1);
            changes.between(other, height, range, stepsMax);
        });
    }
}
