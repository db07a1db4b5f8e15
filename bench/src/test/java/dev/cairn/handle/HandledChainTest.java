package dev.cairn.handle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cairn.decode.BlockHeader;
import dev.cairn.flush.BlockDigest;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.Change;
import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.RandomSpecs;
import dev.cairn.synthetic.StateView;
import dev.cairn.synthetic.SyntheticChain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The handlers at work on whole chains with reorgs, beside an oracle that shares no code with them.
class HandledChainTest {
    private static final int ANNOUNCEMENTS = 60;

    @Provide
    Arbitrary<ChainSpec> ledgers() {
        return RandomSpecs.ledgers();
    }

    @Provide
    Arbitrary<ChainSpec> writes() {
        return RandomSpecs.withWrites();
    }

    @Property(tries = 150)
    void theLedgerHasTheOraclesBalancesAtEveryHeight(@ForAll("ledgers") ChainSpec spec) {
        checkEveryHeight(spec, Handlers.named("ledger"));
    }

    @Property(tries = 150)
    void writesGiveTheOraclesStateAtEveryHeight(@ForAll("writes") ChainSpec spec) {
        checkEveryHeight(spec, Handlers.named("writes"));
    }

    private static void checkEveryHeight(ChainSpec spec, TransactionHandler handler) {
        SyntheticChain chain = SyntheticChain.of(spec, ANNOUNCEMENTS);
        Oracle oracle = chain.oracle();
        FeedContents feed = new FeedContents(chain.feed());
        HandledChain handled = new HandledChain(handler);

        for (int i = 0; i < ANNOUNCEMENTS; i++) {
            BlockHeader block = feed.announcements.get(i);
            BlockLayer layer = handled.announce(block, feed.transactionsOf(block));
            assertThat(handled.stateAt(layer.height())).isEqualTo(entries(oracle.stateVisibleAfter(i + 1)));
            assertThat(changes(layer)).isEqualTo(oracle.changes(chain.announced(i)));
            block.changesDigest()
                    .ifPresent(announced -> assertThat(digest(layer)).isEqualTo(announced));
        }
        int tip = chain.tipAfter(ANNOUNCEMENTS);
        for (long height = spec.genesisHeight(); height <= chain.height(tip); height++) {
            assertThat(handled.stateAt(height)).isEqualTo(entries(oracle.stateAt(tip, height)));
        }
    }

    /// As the worker computes it; what block events carry is computed by the chain, from the same specification.
    private static Bytes digest(BlockLayer layer) {
        return new BlockDigest().ofChanges(layer, layer.keyOrder());
    }

    private static SortedMap<StateKey, StateValue> entries(StateView state) {
        SortedMap<StateKey, StateValue> entries = new TreeMap<>();
        state.forEach(entry -> entries.put(new StateKey(bytes(entry.key())), new StateValue(bytes(entry.value()))));
        return entries;
    }

    /// What the block made of each key it wrote, in the order of keys.
    private static List<Change> changes(BlockLayer layer) {
        return Arrays.stream(layer.keyOrder())
                .mapToObj(entry -> Change.of(
                        slice(layer, layer.keyOffset(entry), layer.keyLength(entry)),
                        layer.isDelete(entry)
                                ? Optional.empty()
                                : Optional.of(slice(layer, layer.valueOffset(entry), layer.valueLength(entry)))))
                .toList();
    }

    private static ByteString slice(BlockLayer layer, int offset, int length) {
        return ByteString.copyFrom(layer.source(), offset, length);
    }

    private static Bytes bytes(ByteString bytes) {
        return Bytes.wrap(bytes.toByteArray());
    }
}
