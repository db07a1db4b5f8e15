package dev.cairn.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cairn.handle.ChangesWriter;
import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.read.ReadConfig;
import dev.cairn.read.StateReader;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.Change;
import dev.cairn.synthetic.KeyModel;
import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.thread.ForwardClock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainVerificationTest {
    private static final int PLANTED_AT = 17;

    private final SyntheticChain chain = SyntheticChain.of(
            ChainSpec.standard()
                    .withTransactionsPerBlock(1, 4)
                    .withKeys(new KeyModel.Uniform(60))
                    .withReorgs(ReorgSpec.of(0.1, 3)),
            60);
    private final int tip = chain.tipAfter(chain.announcements());
    private final Oracle oracle = chain.oracle();

    @Test
    void aStateAsTheOracleHasItAgreesAndEverythingWasLookedAt() {
        Findings findings = verify(changes -> changes, chain.height(tip));

        assertThat(findings.differences()).isEmpty();
        assertThat(findings.allAgree()).isTrue();
        assertThat(findings.lookedAt())
                .anyMatch(line -> line.startsWith((chain.height(tip) + 1) + " blocks"))
                .noneMatch(line -> line.startsWith("0 "));
        assertThat(findings.verdict()).isEqualTo("everything is as the oracle says");
    }

    @Test
    void oneWrongValueIsFoundWithItsHeightAndKey() {
        Findings findings = verify(changes -> with(changes, value(changes, "wrong")), chain.height(tip));

        assertThat(findings.allAgree()).isFalse();
        assertThat(findings.differences())
                .anyMatch(line -> line.contains("at height " + PLANTED_AT) && line.contains(key(changes())));
        assertThat(findings.verdict()).contains("answers are not what the oracle says");
    }

    @Test
    void aWriteThatIsMissingIsFound() {
        assertThat(verify(changes -> changes.subList(1, changes.size()), chain.height(tip))
                        .allAgree())
                .isFalse();
    }

    @Test
    void aWriteTooManyIsFound() {
        Change extra = new Change.Put(ByteString.copyFromUtf8("\u007fmore"), ByteString.copyFromUtf8("value"));
        assertThat(verify(changes -> plus(changes, extra), chain.height(tip)).allAgree())
                .isFalse();
    }

    @Test
    void aWorkerThatHasNotComeToTheTipDoesNotAgree() {
        Findings findings = verify(changes -> changes, chain.height(tip) - 1);
        assertThat(findings.differences()).anyMatch(line -> line.contains("expected an answer, but"));
    }

    @Test
    void whoStopsBeforeTheEndHasProvedNothing() {
        Findings findings = verification(changes -> changes, chain.height(tip)).run(() -> true);
        assertThat(findings.allAgree()).isFalse();
        assertThat(findings.verdict()).isEqualTo("stopped before the end");
    }

    @Test
    void wholeStatesAreTakenAtBothEndsAndAroundRounds() {
        VerificationPlan plan = VerificationPlan.of(5, 1_000, List.of(100L, 200L), 12, 1);
        assertThat(plan.wholeStates()).hasSize(12).contains(5L, 100L, 101L, 200L, 201L, 1_000L);
        assertThat(VerificationPlan.of(0, 2, List.of(2L), 12, 1).wholeStates()).containsExactly(0L, 1L, 2L);
    }

    private Findings verify(UnaryOperator<List<Change>> planted, long toHeight) {
        return verification(planted, toHeight).run(() -> false);
    }

    private ChainVerification verification(UnaryOperator<List<Change>> planted, long toHeight) {
        VerificationPlan plan = VerificationPlan.of(0, chain.height(tip), List.of(), 10, 1);
        return new ChainVerification(reader(planted, toHeight), chain, plan);
    }

    /// A reader of the chain's final branch, but for what is planted into one block.
    private StateReader reader(UnaryOperator<List<Change>> planted, long toHeight) {
        Storage storage = Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0));
        MvccStore memory = new MvccStore(MvccConfig.standard(), Optional.empty(), ForwardClock.fromNow());
        for (long height = 0; height <= toHeight; height++) {
            int block = chain.ancestor(tip, height);
            List<Change> changes = oracle.changes(block);
            memory.apply(
                    new Block(facts(block), List.of(written(height == PLANTED_AT ? planted.apply(changes) : changes))));
        }
        return new StateReader(memory, storage, ReadConfig.forProcessors(1));
    }

    private BlockFacts facts(int block) {
        return new BlockFacts(
                new BlockRef(new BlockHeight(chain.height(block)), hash(block)),
                chain.parent(block).stream().mapToObj(this::hash).findFirst(),
                chain.timestampMs(block),
                ResumeOffsets.NONE);
    }

    private BlockHash hash(int block) {
        return new BlockHash(Bytes.wrap(chain.hash(block)));
    }

    private static StateChanges written(List<Change> changes) {
        ChangesWriter writer = new ChangesWriter();
        for (Change change : changes) {
            StateKey key = new StateKey(Bytes.wrap(change.key().toByteArray()));
            switch (change) {
                case Change.Put(var _, var value) -> writer.put(key, new StateValue(Bytes.wrap(value.toByteArray())));
                case Change.Delete _ -> writer.delete(key);
            }
        }
        return writer.changes();
    }

    private List<Change> changes() {
        return oracle.changes(chain.ancestor(tip, PLANTED_AT));
    }

    private static String key(List<Change> changes) {
        return Bytes.wrap(changes.getFirst().key().toByteArray()).toString();
    }

    private static Change value(List<Change> changes, String value) {
        return new Change.Put(changes.getFirst().key(), ByteString.copyFromUtf8(value));
    }

    private static List<Change> with(List<Change> changes, Change first) {
        return plus(changes.subList(1, changes.size()), first);
    }

    private static List<Change> plus(List<Change> changes, Change more) {
        return Stream.concat(changes.stream(), Stream.of(more)).toList();
    }
}
