package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import dev.cairn.read.StateScan;
import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.StateView;
import dev.cairn.synthetic.SyntheticChain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Compares what a worker says with what the chain's oracle knows: every key, at many heights. **Threading:** one
/// thread.
final class WholeState {
    private static final int HEIGHTS = 25;

    private final SyntheticChain chain;
    private final Oracle oracle;

    WholeState(SyntheticChain chain) {
        this.chain = chain;
        oracle = chain.oracle();
    }

    /// Of the branch that was announced last.
    static void assertIsThatOf(SyntheticChain chain, RunningWorker worker) {
        assertIsThatOf(chain, worker.reader());
    }

    static void assertIsThatOf(SyntheticChain chain, StateReader reader) {
        new WholeState(chain).assertUpTo(chain.tipAfter(chain.announcements()), reader);
    }

    /// At heights all over the branch that ends in a block, which is among them.
    void assertUpTo(int tip, StateReader reader) {
        assertBetween(chain.spec().genesisHeight(), tip, reader);
    }

    /// The same where what is older was forgotten.
    ///
    /// @param earliest  the oldest height there is
    void assertBetween(long earliest, int tip, StateReader reader) {
        long blocks = chain.height(tip) - earliest;
        for (int i = 0; i <= HEIGHTS; i++) {
            assertAfter(chain.ancestor(tip, earliest + blocks * i / HEIGHTS), reader);
        }
    }

    private void assertAfter(int block, StateReader reader) {
        var at = new HeightSelector.At(new BlockHeight(chain.height(block)));
        Answer<StateScan> answer = reader.scan(KeyRange.all(), ScanDirection.ASCENDING, at);
        assertThat(answer).as("height %d", chain.height(block)).isInstanceOf(Answer.Known.class);
        if (answer instanceof Answer.Known<StateScan>(var read, StateScan scan)) {
            try (scan) {
                assertThat(read.hash()).isEqualTo(new BlockHash(Bytes.wrap(chain.hash(block))));
                assertThat(entries(scan))
                        .as("the state at height %d", chain.height(block))
                        .isEqualTo(entries(oracle.stateAfter(block)));
            }
        }
    }

    /// What is wrong with a scan at a block of the chain; empty if nothing is.
    Optional<String> problem(BlockHash hash, StateScan scan) {
        var block = chain.blockWithHash(ByteString.copyFrom(hash.bytes().toArray()));
        if (block.isEmpty()) {
            return Optional.of("no block of the chain has the hash " + hash);
        }
        return entries(scan).equals(entries(oracle.stateAfter(block.getAsInt())))
                ? Optional.empty()
                : Optional.of("a state that is not that of block " + hash);
    }

    private static Map<Bytes, Bytes> entries(StateScan scan) {
        Map<Bytes, Bytes> entries = new LinkedHashMap<>();
        while (scan.next()) {
            entries.put(scan.key().bytes(), scan.value().bytes());
        }
        return entries;
    }

    private static Map<Bytes, Bytes> entries(StateView state) {
        Map<Bytes, Bytes> entries = new LinkedHashMap<>();
        state.forEach(entry -> entries.put(
                Bytes.wrap(entry.key().toByteArray()), Bytes.wrap(entry.value().toByteArray())));
        return entries;
    }
}
