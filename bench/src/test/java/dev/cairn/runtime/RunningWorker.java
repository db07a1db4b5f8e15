package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cairn.config.LoadedConfig;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.read.Answer;
import dev.cairn.read.BlockInfo;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import dev.cairn.synthetic.SyntheticChain;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/// A worker in this JVM, asked as its users ask it. Waiting ends at once when a shard halts that should not.
public final class RunningWorker implements AutoCloseable {
    /// Long enough for a machine that is busy.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Worker worker;

    private RunningWorker(Worker worker) {
        this.worker = worker;
    }

    static RunningWorker start(LoadedConfig config) {
        var worker = new Worker(config, WorkerOptions.standard("test"));
        try {
            worker.start();
            return new RunningWorker(worker);
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            worker.close();
            throw new IllegalStateException("interrupted while a worker started", e);
        }
    }

    Shard shard(int number) {
        return Objects.requireNonNull(worker.shards().get(number), "the worker has no such shard");
    }

    /// Of the first shard.
    public StateReader reader() {
        return shard(0).reader();
    }

    /// Waits until the newest block is the one that was announced last.
    void awaitTip(SyntheticChain chain) {
        awaitTip(0, chain);
    }

    void awaitTip(int shard, SyntheticChain chain) {
        awaitBlock(shard, chain, chain.tipAfter(chain.announcements()));
    }

    /// Waits until a block is the newest.
    void awaitBlock(int shard, SyntheticChain chain, int block) {
        var hash = new BlockHash(Bytes.wrap(chain.hash(block)));
        awaitNoHaltUntil(
                shard, () -> newest(shard).map(info -> info.ref().hash()).equals(Optional.of(hash)));
    }

    /// Waits until a height is visible, on whatever branch.
    public void awaitApplied(long height) {
        awaitNoHaltUntil(0, () -> shard(0).marks().applied().orElse(-1) >= height);
    }

    void awaitFlushed(long height) {
        awaitNoHaltUntil(0, () -> shard(0).marks().flushed().orElse(-1) >= height);
    }

    /// Waits until nothing is left to flush.
    void awaitAllFinalIsFlushed() {
        await(() -> shard(0).marks().flushed().equals(shard(0).marks().finalized()));
    }

    /// Waits until the first shard stops applying, and tells why.
    Halt awaitHalt(HaltReason reason) {
        await(() -> shard(0).halt().isPresent());
        Halt halt = shard(0).halt().orElseThrow();
        assertThat(halt.reason()).as(halt.message()).isEqualTo(reason);
        return halt;
    }

    /// Waits until the first shard was closed and opened again.
    void awaitAnotherThan(Shard before) {
        await(() -> {
            Shard now = worker.shards().get(0);
            return now != null && !now.equals(before);
        });
    }

    void awaitNoHalt() {
        await(() -> shard(0).halt().isEmpty());
    }

    /// Waits until something is seen.
    void await(BooleanSupplier seen) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(seen::getAsBoolean);
    }

    private void awaitNoHaltUntil(int shard, BooleanSupplier condition) {
        await(() -> {
            shard(shard).halt().ifPresent(halt -> {
                throw new IllegalStateException("expected blocks, but the shard halted: " + halt.message());
            });
            return condition.getAsBoolean();
        });
    }

    private Optional<BlockInfo> newest(int shard) {
        return shard(shard).reader().block(new HeightSelector.Latest())
                        instanceof Answer.Known<BlockInfo>(var _, var info)
                ? Optional.of(info)
                : Optional.empty();
    }

    /// The newest block, as the chain numbers its blocks.
    int newestOf(SyntheticChain chain) {
        BlockHash hash = newest(0).orElseThrow().ref().hash();
        return chain.blockWithHash(ByteString.copyFrom(hash.bytes().toArray())).orElseThrow();
    }

    /// The newest final block, as the chain numbers its blocks.
    int newestFinalOf(SyntheticChain chain) {
        if (reader().block(new HeightSelector.Finalized()) instanceof Answer.Known<BlockInfo>(var _, var info)) {
            BlockHash hash = info.ref().hash();
            return chain.blockWithHash(ByteString.copyFrom(hash.bytes().toArray()))
                    .orElseThrow();
        }
        throw new AssertionError("expected a final block, but there is none");
    }

    /// The first shard applies nothing, says so to everybody who asks, and answers all the same: the state of every
    /// height up to its newest block is that of the chain.
    void assertStandsAndServes(Halt halt, SyntheticChain chain, int newest) {
        HttpResponse<String> ready = ask("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .contains("shard 0: halted: " + halt.reason(), halt.what(), halt.where(), halt.whatToDo());
        assertThat(ask("/healthz").statusCode()).isEqualTo(200);
        assertThat(sample("cairn_halted{reason=\"" + halt.reason() + "\"")).isOne();
        assertThat(newestOf(chain)).isEqualTo(newest);
        new WholeState(chain).assertUpTo(newest, reader());
    }

    /// What an operator gets.
    HttpResponse<String> ask(String path) {
        return operators().ask(path);
    }

    /// The first sample of a series, whatever its labels.
    double sample(String series) {
        return operators()
                .sample(series)
                .orElseThrow(() -> new AssertionError("expected a sample of " + series + ", but there is none"));
    }

    /// Of all it answers over HTTP.
    String address() {
        return "http://127.0.0.1:" + worker.address().getPort();
    }

    private OperatorsPage operators() {
        return new OperatorsPage(worker.address().getPort());
    }

    /// As on SIGTERM.
    @Override
    public void close() {
        worker.close();
    }
}
