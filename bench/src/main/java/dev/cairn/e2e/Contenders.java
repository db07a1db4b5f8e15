package dev.cairn.e2e;

import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.SyntheticChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Everybody who takes part, with the questions that fit what he keeps.
final class Contenders {
    static final String CAIRN = "cairn";
    static final String STORE = "store";
    static final String HANDWRITTEN_LATEST = "handwritten-latest";
    static final String HANDWRITTEN_HISTORY_SYNCED = "handwritten-history-synced";
    static final String STREAMS_VERSIONED_EOS = "streams-versioned-eos";

    /// Those that Cairn is measured against.
    static final List<String> OTHERS =
            List.of(STORE, HANDWRITTEN_LATEST, HANDWRITTEN_HISTORY_SYNCED, STREAMS_VERSIONED_EOS);

    /// All blocks wait in memory for their flush, which no worker would let happen.
    private static final int STORE_HEAP_MIB = 3 * 1024;

    private final E2eLoad load;
    private final Oracle oracle;
    private final Path folder;

    /// @param folder  where the questions go
    Contenders(E2eLoad load, SyntheticChain chain, Path folder) {
        this.load = load;
        this.oracle = chain.oracle();
        this.folder = folder;
    }

    List<E2eContender> all() throws IOException {
        ChildJvm worker = ChildJvm.ofBench(ChildJvm.WORKER_HEAP_MIB);
        Examination latest = Examination.ofLatest(oracle, load.blocks(), load.questions(), folder.resolve("latest"));
        Examination history = Examination.ofHistory(oracle, load.blocks(), load.questions(), folder.resolve("history"));
        Examination versioned =
                Examination.ofHistory(oracle, load.versionedBlocks(), load.questions(), folder.resolve("versioned"));
        return List.of(
                new ChildContender(CAIRN, worker, CairnCatchUp.class.getName(), load.blocks(), history),
                new ChildContender(
                        STORE, ChildJvm.ofBench(STORE_HEAP_MIB), StoreAlone.class.getName(), load.blocks(), history),
                new ChildContender(
                        HANDWRITTEN_LATEST, worker, HandwrittenLatestMain.class.getName(), load.blocks(), latest),
                new ChildContender(
                        HANDWRITTEN_HISTORY_SYNCED,
                        worker,
                        HandwrittenHistoryMain.class.getName(),
                        load.blocks(),
                        history),
                new ChildContender(
                        STREAMS_VERSIONED_EOS,
                        ChildJvm.ofStreams(),
                        "dev.cairn.e2e.streams.StreamsMain",
                        load.versionedBlocks(),
                        versioned));
    }
}
