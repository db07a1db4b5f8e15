package dev.cairn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.StateWrite;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final Comparator<ByteString> BY_KEY = ByteString.unsignedLexicographicalComparator();

    @Provide
    Arbitrary<ChainSpec> specs() {
        return RandomSpecs.any();
    }

    @Provide
    Arbitrary<ChainSpec> ledgers() {
        return RandomSpecs.ledgers();
    }

    @Provide
    Arbitrary<FeedOptions> feeds() {
        return RandomSpecs.feeds();
    }

    @Property
    void everyBlocksStateAndChangesAreWhatReplayingTheFeedGives(
            @ForAll("specs") ChainSpec spec, @ForAll("feeds") FeedOptions options) {
        SyntheticChain chain = SyntheticChain.of(spec, 60);
        Oracle oracle = chain.oracle();
        ReplayedChain replayed = new ReplayedChain(chain.feed(options));

        assertThat(replayed.announcements).hasSize(60);
        for (int announcement = 0; announcement < 60; announcement++) {
            BlockEvent event = replayed.announcements.get(announcement);
            int block = chain.tipAfter(announcement + 1);
            assertThat(event.getHash()).isEqualTo(hash(chain, block));
            assertThat(entries(oracle.stateVisibleAfter(announcement + 1)))
                    .containsExactlyEntriesOf(replayed.state(event.getHash()));
            assertThat(oracle.changes(block)).isEqualTo(expectedChanges(replayed.changes(event)));
            if (event.hasChangesDigest()) {
                assertThat(event.getChangesDigest().toByteArray())
                        .isEqualTo(ChangesDigests.digest(oracle.changes(block)));
            }
        }
    }

    @Property
    void everyKeyAtEveryHeightOfTheLastBranchIsWhatReplayingTheFeedGives(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, 60);
        Oracle oracle = chain.oracle();
        ReplayedChain replayed = new ReplayedChain(chain.feed());
        int tip = chain.tipAfter(60);
        Set<ByteString> keys = allKeys(replayed);
        for (long height = spec.genesisHeight(); height <= chain.height(tip); height++) {
            StateView state = oracle.stateAt(tip, height);
            assertThat(chain.height(state.block())).isEqualTo(height);
            SortedMap<ByteString, ByteString> expected = replayed.state(hash(chain, state.block()));
            keys.forEach(key -> assertThat(state.value(key).orElse(null)).isEqualTo(expected.get(key)));
        }
    }

    @Property
    void theHistoryOfAKeyIsItsChangesAlongTheBranchNewestFirst(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, 60);
        Oracle oracle = chain.oracle();
        int tip = chain.tipAfter(60);
        for (ByteString key : allKeys(new ReplayedChain(chain.feed()))) {
            List<Oracle.HistoryEntry> expected = new ArrayList<>();
            for (long height = chain.height(tip); height >= spec.genesisHeight(); height--) {
                int block = chain.ancestor(tip, height);
                for (Change change : oracle.changes(block)) {
                    if (change.key().equals(key)) {
                        expected.add(new Oracle.HistoryEntry(block, height, change));
                    }
                }
            }
            assertThat(oracle.history(tip, key)).isEqualTo(expected);
        }
    }

    @Property
    void balancesAddUpToTheSupplyInEveryBlock(@ForAll("ledgers") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, 80);
        Oracle oracle = chain.oracle();
        ByteString supplyKey = ByteString.copyFromUtf8("ledger/supply");
        for (int block = 0; block < chain.blocks(); block++) {
            BigInteger balances = BigInteger.ZERO;
            for (StateView.Entry entry : oracle.stateAfter(block)) {
                balances = entry.key().equals(supplyKey) ? balances : balances.add(amount(entry.value()));
            }
            BigInteger supply = oracle.stateAfter(block)
                    .value(supplyKey)
                    .map(OracleTest::amount)
                    .orElse(BigInteger.ZERO);
            assertThat(balances).isEqualTo(supply);
        }
    }

    /// The example of docs/digests.md.
    @Test
    void theDigestOfChangesIsThatOfTheSpecification() {
        List<Change> changes = List.of(
                new Change.Delete(ByteString.copyFromUtf8("gone")),
                new Change.Put(ByteString.copyFromUtf8("key"), ByteString.copyFromUtf8("value")));
        assertThat(HexFormat.of().formatHex(ChangesDigests.digest(changes)))
                .isEqualTo("8159808e5eb104e4d5607bb245ee0a721ed0216b7650b255e73fb7ec0a91efac");
    }

    @Test
    void aKeyThatNoWriteCanHaveHasNoValueAndNoHistory() {
        for (Payload payload : List.of(Payload.Writes.standard(), Payload.Ledger.standard())) {
            SyntheticChain chain = SyntheticChain.of(ChainSpec.standard().withPayload(payload), 5);
            Oracle oracle = chain.oracle();
            for (String key :
                    List.of("", "k", "an unknown key of thirty-two bytes", "ledger/balance/", "ledger/balance/x")) {
                assertThat(oracle.stateAfter(4).value(ByteString.copyFromUtf8(key)))
                        .isEmpty();
                assertThat(oracle.history(4, ByteString.copyFromUtf8(key))).isEmpty();
            }
        }
    }

    @Test
    void aHeightOutsideTheBranchIsRefused() {
        SyntheticChain chain = SyntheticChain.of(ChainSpec.standard().withGenesisHeight(10), 5);
        Oracle oracle = chain.oracle();
        assertThatThrownBy(() -> oracle.stateAt(4, 15)).hasMessage("height is 15, but it has to be 10 to 14");
        assertThatThrownBy(() -> oracle.stateAt(4, 9)).hasMessage("height is 9, but it has to be 10 to 14");
        assertThatThrownBy(() -> oracle.stateVisibleAfter(6))
                .hasMessage("announcementCount is 6, but it has to be 1 to 5");
    }

    private static ByteString hash(SyntheticChain chain, int block) {
        return ByteString.copyFrom(chain.hash(block));
    }

    private static BigInteger amount(ByteString value) {
        assertThat(value.size()).isEqualTo(8);
        return new BigInteger(1, value.toByteArray());
    }

    private static SortedMap<ByteString, ByteString> entries(StateView state) {
        TreeMap<ByteString, ByteString> entries = new TreeMap<>(BY_KEY);
        ByteString before = null;
        for (StateView.Entry entry : state) {
            assertThat(before == null || BY_KEY.compare(before, entry.key()) < 0)
                    .isTrue();
            before = entry.key();
            entries.put(entry.key(), entry.value());
        }
        return entries;
    }

    private static List<Change> expectedChanges(SortedMap<ByteString, StateWrite> writes) {
        return writes.values().stream()
                .<Change>map(write -> write.hasPut()
                        ? new Change.Put(write.getKey(), write.getPut())
                        : new Change.Delete(write.getKey()))
                .toList();
    }

    private static Set<ByteString> allKeys(ReplayedChain replayed) {
        Set<ByteString> keys = new HashSet<>();
        replayed.announcements.forEach(
                block -> keys.addAll(replayed.changes(block).keySet()));
        return keys;
    }
}
