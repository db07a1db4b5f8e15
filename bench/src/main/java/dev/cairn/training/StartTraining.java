package dev.cairn.training;

import dev.cairn.broker.FreePorts;
import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.store.ScratchFolder;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// `./cairn dist` lets the worker that it has put together live a short life: it takes in a chain and is asked some
/// questions. Its JVM then writes down which classes that needed and which methods were worth compiling, and later
/// starts begin with that. Nothing depends on it: a JVM that cannot use it starts as if it were not there.
public final class StartTraining {
    /// Where `bin/cairn` looks for it.
    private static final String LEARNT = "lib/start.aot";

    private static final String BLOCKS = "blocks";
    private static final String TRANSACTIONS = "transactions";
    private static final int CHAIN_BLOCKS = 3_000;

    private final Path installed;
    private final Screen screen;

    private StartTraining(Path installed, Screen screen) {
        this.installed = installed;
        this.screen = screen;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            throw new IllegalArgumentException(
                    "expected one folder, that of a worker, but got " + arguments.length + " arguments");
        }
        new StartTraining(Path.of(arguments[0]), Screen.ofProcess()).run();
    }

    private void run() throws Exception {
        SyntheticChain chain = SyntheticChain.of(ChainSpec.standard().withSeed(1), CHAIN_BLOCKS);
        try (LocalBroker broker = LocalBroker.start();
                ScratchFolder scratch = ScratchFolder.create()) {
            broker.createTopic(BLOCKS, 1, Map.of());
            broker.createTopic(TRANSACTIONS, 1, Map.of());
            try (FeedPublisher publisher = new FeedPublisher(
                    broker.bootstrapServers(),
                    chain.feed(),
                    PublisherOptions.to(FeedTopics.of(BLOCKS, TRANSACTIONS)))) {
                publisher.publishAll();
            }
            Progress.unmeasured("teaching the worker to start").during(screen, () -> train(chain, broker, scratch));
        }
    }

    private Path train(SyntheticChain chain, LocalBroker broker, ScratchFolder scratch)
            throws IOException, InterruptedException {
        Path learnt = installed.resolve(LEARNT);
        Files.deleteIfExists(learnt);
        int port = FreePorts.any();
        Path log = scratch.path().resolve("log");
        Process worker = worker(learnt, port, broker.bootstrapServers(), scratch.path(), log);
        try {
            new Visitor(port, worker).seeAll(chain.height(chain.tipAfter(chain.announcements())));
            worker.destroy();
            worker.waitFor();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; this is what it said:\n" + Files.readString(log), e);
        } finally {
            worker.destroyForcibly();
        }
        if (!Files.exists(learnt)) {
            throw new IllegalStateException("expected the worker's JVM to leave " + learnt
                    + ", but it did not; this is what it said:\n" + Files.readString(log));
        }
        return learnt;
    }

    private Process worker(Path learnt, int port, String bootstrapServers, Path folder, Path log) throws IOException {
        ProcessBuilder worker = new ProcessBuilder(
                        installed.resolve("bin/cairn").toString(), "run")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        worker.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "CAIRN_JAVA_OPTS",
                        "-XX:AOTCacheOutput=" + learnt,
                        "CAIRN_DATA_DIRECTORY",
                        folder.resolve("data").toString(),
                        "CAIRN_SOURCE_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "CAIRN_SOURCE_BLOCKS_TOPIC",
                        BLOCKS,
                        "CAIRN_SOURCE_TRANSACTIONS_TOPIC",
                        TRANSACTIONS,
                        "CAIRN_HTTP_PORT",
                        Integer.toString(port)));
        return worker.start();
    }
}
