package dev.cairn.soak;

import com.google.protobuf.ByteString;
import dev.cairn.client.AsOf;
import dev.cairn.client.CairnClient;
import dev.cairn.client.ClientConfig;
import dev.cairn.client.HeightName;
import dev.cairn.client.KeySpan;
import dev.cairn.client.KeyValue;
import dev.cairn.client.Outcome;
import dev.cairn.client.ProblemException;
import dev.cairn.client.Query;
import dev.cairn.client.UnavailableException;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.synthetic.Change;
import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.StateView;
import dev.cairn.synthetic.SyntheticChain;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/// Asks for values and for whole states, at the newest height and at older ones, and holds each answer against what the
/// oracle knows of the block it was read at, whatever branch that is on. **Threading:** one thread.
final class Questions implements Background.Turn, AutoCloseable {
    private static final int VALUES_PER_TURN = 20;
    private static final int PAGE = 1_000;
    /// Somewhat more than is kept, so that some are pruned.
    private static final int HEIGHTS_BACK = 500;
    private static final int FAILED = 500;
    private static final int GONE = 410;

    private final CairnClient client;
    private final SyntheticChain chain;
    private final Oracle oracle;
    private final Answers answers;
    private final Random random;
    private long newest;

    Questions(URI worker, SyntheticChain chain, Answers answers, long seed) {
        this.chain = chain;
        this.answers = answers;
        client = new CairnClient(ClientConfig.of(worker));
        oracle = chain.oracle();
        random = new Random(seed);
    }

    @Override
    public void take() {
        try {
            scan(HeightName.LATEST);
            scan(someHeight());
            for (int i = 0; i < VALUES_PER_TURN; i++) {
                get(i % 2 == 0 ? HeightName.LATEST : someHeight());
            }
        } catch (UnavailableException _) {
            answers.refused();
        } catch (ProblemException e) {
            if (e.problem().status() == FAILED) {
                answers.wrong("expected an answer, or why there is none, but got: " + e.getMessage());
            }
            answers.refused();
        }
    }

    /// The same as [#scan], of a height that may be forgotten before the last page of it has come.
    void scanWhatIsKept(HeightName height) {
        try {
            scan(height);
        } catch (ProblemException e) {
            if (e.problem().status() != GONE) {
                throw e;
            }
            answers.refused();
        }
    }

    /// Compares the whole state at a height.
    private void scan(HeightName height) {
        Outcome<Stream<KeyValue>> outcome =
                client.all(Query.scan(KeySpan.all(), new AsOf.Height(height)).limit(PAGE));
        if (!(outcome instanceof Outcome.Known<Stream<KeyValue>>(var at, Stream<KeyValue> entries))) {
            answers.refused();
            return;
        }
        // All of it before it is compared: pages of a branch that is left end in an exception.
        List<StateView.Entry> found = entries.map(entry -> new StateView.Entry(
                        bytes(entry.key().bytes()), bytes(entry.value().bytes())))
                .toList();
        newest = Math.max(newest, at.height().value());
        blockOf(at).ifPresent(block -> {
            List<StateView.Entry> expected = new ArrayList<>();
            oracle.stateAfter(block).forEach(expected::add);
            if (!expected.equals(found)) {
                answers.wrong("a scan at block %s: expected %d entries as the oracle has them, but got %d others"
                        .formatted(at, expected.size(), found.size()));
            }
            answers.scan();
        });
    }

    private void get(HeightName height) {
        ByteString key = someKey();
        var question = Query.get(new StateKey(Bytes.wrap(key.toByteArray())), new AsOf.Height(height));
        switch (client.ask(question)) {
            case Outcome.Known<?>(var at, dev.cairn.model.StateValue value) ->
                compare(at, key, Optional.of(bytes(value.bytes())));
            case Outcome.Absent<?>(var _, var at) -> at.ifPresent(block -> compare(block, key, Optional.empty()));
            case Outcome.Known<?> _, Outcome.Pruned<?> _, Outcome.NotYetApplied<?> _ -> answers.refused();
        }
    }

    private void compare(BlockRef at, ByteString key, Optional<ByteString> found) {
        blockOf(at).ifPresent(block -> {
            Optional<ByteString> expected = oracle.stateAfter(block).value(key);
            if (!expected.equals(found)) {
                answers.wrong("the value of key %s at block %s: expected %s, but got %s"
                        .formatted(Bytes.wrap(key.toByteArray()), at, expected, found));
            }
            answers.value();
        });
    }

    private OptionalInt blockOf(BlockRef at) {
        OptionalInt block =
                chain.blockWithHash(ByteString.copyFrom(at.hash().bytes().toArray()));
        if (block.isEmpty() || chain.height(block.getAsInt()) != at.height().value()) {
            answers.wrong("an answer was read at block " + at + ", which the chain does not have");
            return OptionalInt.empty();
        }
        return block;
    }

    private HeightName someHeight() {
        return HeightName.of(new BlockHeight(Math.max(0, newest - random.nextInt(HEIGHTS_BACK))));
    }

    private ByteString someKey() {
        List<Change> changes = oracle.changes(random.nextInt(chain.blocks()));
        return changes.isEmpty()
                ? ByteString.copyFromUtf8("never written by any block")
                : changes.get(random.nextInt(changes.size())).key();
    }

    private static ByteString bytes(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    @Override
    public void close() {
        client.close();
    }
}
