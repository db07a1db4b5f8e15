package dev.cairn.verify;

import com.google.protobuf.ByteString;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.read.Answer;
import dev.cairn.read.ChangeScan;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.HistoryPage;
import dev.cairn.read.KeyChange;
import dev.cairn.read.KeyVersion;
import dev.cairn.read.StateReader;
import dev.cairn.read.StateScan;
import dev.cairn.synthetic.Change;
import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.StateView;
import dev.cairn.synthetic.SyntheticChain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/// Asks a worker that has taken in a whole chain for every height of it, and compares with the chain's oracle.
///
/// The worker must stand at the chain's tip, with all history. **Threading:** one thread verifies; any may ask how far
/// it is.
public final class ChainVerification {
    /// Blocks whose keys are asked for again at other heights.
    private static final int BLOCKS_WITH_KEYS = 400;

    private static final ByteString NEVER_WRITTEN = ByteString.copyFromUtf8("never written by any block");

    private final StateReader reader;
    private final SyntheticChain chain;
    private final VerificationPlan plan;
    private final Oracle oracle;
    private final ChainedDigests digests;
    private final int tip;
    private final Random random;
    private final Findings findings = new Findings();
    private volatile long heightsDone;

    public ChainVerification(StateReader reader, SyntheticChain chain, VerificationPlan plan) {
        this.reader = reader;
        this.chain = chain;
        this.plan = plan;
        oracle = chain.oracle();
        digests = new ChainedDigests(chain, oracle);
        tip = chain.tipAfter(chain.announcements());
        random = new Random(plan.seed());
    }

    /// How many heights there are to look at.
    public long heights() {
        return chain.height(tip) - chain.spec().genesisHeight() + 1;
    }

    public long heightsDone() {
        return heightsDone;
    }

    /// Looks at everything, or until it is told to stop.
    public Findings run(BooleanSupplier stopped) {
        List<ByteString> keys = keysToAskFor();
        for (long height = chain.spec().genesisHeight(); height <= chain.height(tip); height++) {
            if (stopped.getAsBoolean()) {
                return findings;
            }
            int block = chain.ancestor(tip, height);
            checkBlock(block);
            checkChanges(block);
            for (int i = 0; i < plan.readsPerBlock(); i++) {
                checkValue(block, keys.get(random.nextInt(keys.size())));
            }
            if (plan.wholeStates().contains(height)) {
                checkWholeState(block);
            }
            heightsDone = height - chain.spec().genesisHeight() + 1;
        }
        keys.stream().limit(plan.histories()).forEach(this::checkHistory);
        findings.reachedTheEnd();
        return findings;
    }

    /// Keys of blocks all over the chain, so that a height is asked for keys which are written later, or deleted
    /// before.
    private List<ByteString> keysToAskFor() {
        List<ByteString> keys = new ArrayList<>();
        for (int i = 0; i < BLOCKS_WITH_KEYS; i++) {
            oracle.changes(random.nextInt(chain.blocks())).forEach(change -> keys.add(change.key()));
        }
        keys.add(NEVER_WRITTEN);
        Collections.shuffle(keys, random);
        return keys;
    }

    private void checkBlock(int block) {
        HeightSelector at = at(block);
        BlockHash hash = new BlockHash(Bytes.wrap(chain.hash(block)));
        ByteString digest = digests.after(block);
        known("the block", block, reader.block(at)).ifPresent(info -> {
            findings.compare("hash" + where(block), hash, info.ref().hash());
            findings.compare("timestamp" + where(block), chain.timestampMs(block), info.timestampMs());
            info.digest().ifPresent(stored -> findings.compare("chained digest" + where(block), digest, bytes(stored)));
            findings.countBlock(info.digest().isPresent());
            findings.compare("the block by hash" + where(block), Optional.of(info), reader.block(hash));
        });
    }

    private void checkChanges(int block) {
        Optional<StateView> before =
                chain.parent(block).stream().mapToObj(oracle::stateAfter).findFirst();
        Iterator<Change> expected = oracle.changes(block).iterator();
        known("changes", block, reader.changesOf(at(block), KeyRange.all())).ifPresent(scan -> {
            try (ChangeScan changes = scan) {
                while (changes.next()) {
                    if (expected.hasNext()) {
                        checkChange(block, expected.next(), before, changes.change());
                    } else {
                        findings.compare("changes" + where(block), "none", changes.change());
                    }
                }
            }
            expected.forEachRemaining(change -> findings.compare("changes" + where(block), change, "none"));
        });
    }

    private void checkChange(int block, Change expected, Optional<StateView> before, KeyChange found) {
        findings.countChange();
        Optional<ByteString> after = switch (expected) {
            case Change.Put(var _, var value) -> Optional.of(value);
            case Change.Delete _ -> Optional.empty();
        };
        findings.compare(
                "changed key" + where(block), expected.key(), bytes(found.key().bytes()));
        findings.compare("value after the change" + where(block, expected.key()), after, bytes(found.after()));
        findings.compare(
                "value before the change" + where(block, expected.key()),
                before.flatMap(state -> state.value(expected.key())),
                bytes(found.before()));
    }

    private void checkValue(int block, ByteString key) {
        findings.countValue();
        known("a value", block, reader.get(stateKey(key), at(block)))
                .ifPresent(found -> findings.compare(
                        "value" + where(block, key), oracle.stateAfter(block).value(key), bytes(found)));
    }

    private void checkWholeState(int block) {
        findings.countState();
        List<StateView.Entry> expected = new ArrayList<>();
        oracle.stateAfter(block).forEach(expected::add);
        checkScan(block, ScanDirection.ASCENDING, expected);
        checkScan(block, ScanDirection.DESCENDING, expected.reversed());
    }

    private void checkScan(int block, ScanDirection direction, List<StateView.Entry> expected) {
        String what = direction.name().toLowerCase(Locale.ROOT) + " scan";
        known(what, block, reader.scan(KeyRange.all(), direction, at(block))).ifPresent(scan -> {
            long found = 0;
            try (StateScan entries = scan) {
                for (Iterator<StateView.Entry> each = expected.iterator(); entries.next(); found++) {
                    var entry = new StateView.Entry(
                            bytes(entries.key().bytes()), bytes(entries.value().bytes()));
                    findings.countEntry();
                    if (each.hasNext()) {
                        findings.compare(what + where(block), each.next(), entry);
                    }
                }
            }
            findings.compare("entries of the " + what + where(block), (long) expected.size(), found);
        });
    }

    private void checkHistory(ByteString key) {
        findings.countHistory();
        List<KeyVersion> expected = oracle.history(tip, key).stream()
                .map(ChainVerification::version)
                .limit(HistoryPage.COUNT_MAX)
                .toList();
        known("a history", tip, reader.history(stateKey(key), at(tip), HistoryPage.newest(HistoryPage.COUNT_MAX)))
                .ifPresent(found -> findings.compare("history" + where(tip, key), expected, found.versions()));
    }

    private static KeyVersion version(Oracle.HistoryEntry entry) {
        BlockHeight height = new BlockHeight(entry.height());
        return switch (entry.change()) {
            case Change.Put(var _, var value) ->
                new KeyVersion.Written(height, new StateValue(Bytes.wrap(value.toByteArray())));
            case Change.Delete _ -> new KeyVersion.Deleted(height);
        };
    }

    /// What is known at a height that must be known, read at the right block.
    private <T> Optional<T> known(String what, int block, Answer<T> answer) {
        if (answer instanceof Answer.Known<T>(var readAt, var value)) {
            findings.compare(
                    what + " is read at" + where(block),
                    Bytes.wrap(chain.hash(block)),
                    readAt.hash().bytes());
            return Optional.of(value);
        }
        findings.compare(what + where(block), "an answer", answer);
        return Optional.empty();
    }

    private HeightSelector at(int block) {
        return new HeightSelector.At(new BlockHeight(chain.height(block)));
    }

    private String where(int block) {
        return " at height " + chain.height(block);
    }

    private String where(int block, ByteString key) {
        return " of key " + Bytes.wrap(key.toByteArray()) + where(block);
    }

    private static StateKey stateKey(ByteString key) {
        return new StateKey(Bytes.wrap(key.toByteArray()));
    }

    private static Optional<ByteString> bytes(Optional<StateValue> value) {
        return value.map(present -> bytes(present.bytes()));
    }

    private static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }
}
