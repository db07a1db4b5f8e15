package dev.cairn.pipeline;

import static dev.cairn.pipeline.ScriptedSource.BLOCKS;
import static dev.cairn.pipeline.ScriptedSource.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cairn.assemble.AssembleConfig;
import dev.cairn.assemble.AssembleConfig.FirstBlock;
import dev.cairn.assemble.AssembleConfig.OnDeepReorg;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.FeedDecoder;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushConfig;
import dev.cairn.handle.Handlers;
import dev.cairn.marks.MarkBoard;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.TransactionEvent;
import dev.cairn.simulation.MemoryDatabase;
import dev.cairn.source.DeadLetters;
import dev.cairn.source.SourceRecord;
import dev.cairn.storage.Storage;
import dev.cairn.thread.Clocks;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is looked at before a database is rewound.
class DeepReorgsTest {
    private static final int PAYLOAD_BYTES = 50_000;
    private static final int TIP = 40;
    private static final int FINALITY_DEPTH = 2;

    private final ScriptedSource source = new ScriptedSource();
    private final Storage storage = MemoryDatabase.begin().storage();
    private final MvccStore memory =
            new MvccStore(new MvccConfig(1, 0, Duration.ofSeconds(1)), Optional.empty(), ForwardClock.fromNow());
    private final ShardPipeline pipeline = pipeline();

    @Test
    void aBranchIsFollowedIfThereIsRoomForWhatIsReadAgain() {
        publishChain();
        publishBranch(TIP - 10);
        assertThat(pipeline.applyLoop().halt()).isEmpty();
        assertThat(tip()).isEqualTo(name(TIP + 1, "b"));
    }

    @Test
    void ifWhatIsReadAgainDoesNotFitIntoMemoryNothingIsRewound() {
        publishChain();
        publishBranch(1);
        Halt halt = pipeline.applyLoop().halt().orElseThrow();
        assertThat(halt.reason()).isEqualTo(HaltReason.BUFFER_FULL);
        assertThat(halt.what()).contains("take about 19", "of 1048576 allowed");
        assertThat(halt.where()).contains("offset " + (TIP + 1));
        assertThat(halt.whatToDo()).contains("Nothing was rewound", "assemble.buffered-bytes-max");
        assertThat(tip()).isEqualTo(name(TIP, "a"));
    }

    private void publishChain() {
        for (int height = 0; height <= TIP; height++) {
            announce(height, "a", "a", 1);
            source.publish(TRANSACTIONS, transaction(height, "a"));
            run();
        }
    }

    /// Until it has outgrown the chain.
    private void publishBranch(int fork) {
        for (int height = fork + 1; height <= TIP + 1; height++) {
            announce(height, "b", height == fork + 1 ? "a" : "b", 0);
            run();
        }
    }

    private void run() {
        for (int turns = 0; turns < 20; turns++) {
            pipeline.applyLoop().turn(Duration.ZERO);
            pipeline.storageLoop().turn(Duration.ZERO);
        }
    }

    private String tip() {
        return memory.applied().orElseThrow().hash().toString();
    }

    private void announce(int height, String branch, String parentsBranch, int transactions) {
        BlockEvent.Builder block = BlockEvent.newBuilder()
                .setHeight(height)
                .setHash(hash(height, branch))
                .setTransactionCount(transactions);
        if (height > 0) {
            block.setParentHash(hash(height - 1, parentsBranch));
        }
        source.publish(BLOCKS, ChainEvent.newBuilder().setBlock(block).build().toByteArray());
    }

    private static byte[] transaction(int height, String branch) {
        TransactionEvent.Builder event = TransactionEvent.newBuilder()
                .setHeight(height)
                .setBlockHash(hash(height, branch))
                .setPayload(ByteString.copyFrom(new byte[PAYLOAD_BYTES]));
        return ChainEvent.newBuilder().setTransaction(event).build().toByteArray();
    }

    private static String name(int height, String branch) {
        return ChainBuilder.utf8(height + branch).toHex();
    }

    private static ByteString hash(int height, String branch) {
        return ByteString.copyFromUtf8(height + branch);
    }

    private ShardPipeline pipeline() {
        return new ShardPipeline(
                new PipelineSettings(
                        new PipelineConfig(
                                PipelineConfig.OnBadRecord.HALT, Duration.ofMillis(100), Duration.ofSeconds(1)),
                        new AssembleConfig(FirstBlock.GENESIS, FINALITY_DEPTH, 8, 1 << 20, OnDeepReorg.REWIND),
                        new FlushConfig(1, Duration.ofSeconds(1), 1 << 20),
                        RetentionConfig.everything()),
                new Stations(
                        source,
                        new NoDeadLetters(),
                        new FeedDecoder(Map.of(
                                BLOCKS.topic(), ContentType.PROTOBUF, TRANSACTIONS.topic(), ContentType.PROTOBUF)),
                        Handlers.named("writes"),
                        memory,
                        storage),
                new MarkBoard(ShardPipeline.marksAtStart(storage)),
                PipelineListener.NONE,
                Clocks.ofProcess());
    }

    private static final class NoDeadLetters implements DeadLetters {
        @Override
        public void put(SourceRecord record, String cause) {
            throw new AssertionError("no test publishes one");
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
