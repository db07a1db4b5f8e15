package dev.cairn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventEncoderTest {

    @Provide
    Arbitrary<ChainSpec> specs() {
        return RandomSpecs.any();
    }

    @Property
    void eventsAreByteForByteWhatTheGeneratedClassesWrite(@ForAll("specs") ChainSpec spec) {
        for (FeedRecord record : SyntheticChain.of(spec, 40).feed()) {
            ChainEvent event = ReplayedChain.parsed(record);
            assertThat(event.toByteArray()).isEqualTo(record.value());
            assertThat(event.getUnknownFields().asMap()).isEmpty();
        }
    }

    @Property
    void eventsSayWhatTheChainKnows(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, 40);
        int announcement = -1;
        int leastIndex = 0;
        for (FeedRecord record : chain.feed()) {
            ChainEvent event = ReplayedChain.parsed(record);
            if (record.stream() == FeedStream.BLOCKS) {
                announcement++;
                leastIndex = 0;
                checkBlock(chain, announcement, record, event.getBlock());
            } else {
                checkTransaction(chain, record, event.getTransaction(), leastIndex);
                leastIndex = event.getTransaction().getIndex() + 1;
            }
        }
    }

    private static void checkBlock(SyntheticChain chain, int announcement, FeedRecord record, BlockEvent event) {
        int block = chain.announced(announcement);
        assertThat(record.block()).isEqualTo(block);
        assertThat(ByteBuffer.wrap(record.key()).getLong()).isEqualTo(chain.height(block));
        assertThat(event.getHeight()).isEqualTo(chain.height(block));
        assertThat(event.getHash().toByteArray()).isEqualTo(chain.hash(block));
        assertThat(event.getParentHash())
                .isEqualTo(
                        chain.parent(block).isPresent()
                                ? ByteString.copyFrom(
                                        chain.hash(chain.parent(block).getAsInt()))
                                : ByteString.EMPTY);
        assertThat(event.getTimestampMs()).isEqualTo(chain.timestampMs(block));
        assertThat(event.getTransactionCount()).isEqualTo(chain.transactions(block));
        OptionalLong announced = chain.announcedFinalizedHeight(announcement);
        assertThat(event.hasFinalizedHeight()).isEqualTo(announced.isPresent());
        assertThat(event.getFinalizedHeight()).isEqualTo(announced.orElse(0));
        assertThat(event.hasChangesDigest()).isEqualTo(chain.spec().events().changesDigests());
    }

    private static void checkTransaction(
            SyntheticChain chain, FeedRecord record, TransactionEvent event, int leastIndex) {
        assertThat(event.getHeight()).isEqualTo(chain.height(record.block()));
        assertThat(event.getBlockHash().toByteArray())
                .isEqualTo(chain.hash(record.block()))
                .isEqualTo(record.key());
        assertThat(event.getIndex() - leastIndex)
                .isBetween(0, chain.spec().events().indexGapMax());
        assertThat(event.getHash().size()).isEqualTo(32);
        switch (chain.spec().payload()) {
            case Payload.Writes writes -> {
                assertThat(event.getWritesCount())
                        .isBetween(
                                writes.perTransaction().min(),
                                writes.perTransaction().max());
                assertThat(event.getPayloadType()).isEmpty();
            }
            case Payload.Ledger _ -> {
                assertThat(event.getWritesCount()).isZero();
                assertThat(event.getPayloadType()).isEqualTo("cairn.v1.LedgerInstruction");
            }
        }
    }

    @Test
    void aShardsPartOfABlockHasHolesInItsIndexesFromTheFirstOneOn() {
        ChainSpec spec = ChainSpec.standard().withEvents(EventSpec.plain().withIndexGaps(3));
        Set<Integer> firsts = new HashSet<>();
        Set<Integer> steps = new HashSet<>();
        int before = -1;
        for (FeedRecord record : SyntheticChain.of(spec, 50).feed()) {
            ChainEvent event = ReplayedChain.parsed(record);
            if (event.hasTransaction()) {
                (before < 0 ? firsts : steps).add(event.getTransaction().getIndex() - before);
            }
            before = event.hasTransaction() ? event.getTransaction().getIndex() : -1;
        }
        assertThat(firsts).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(steps).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void aMessageLargerThanTheBufferMakesItGrow() {
        Payload.Writes writes = Payload.Writes.standard().withDeleteShare(0).withValueBytes(100_000, 100_000);
        ChainSpec spec = ChainSpec.standard().withTransactionsPerBlock(1, 1).withPayload(writes);
        for (FeedRecord record : SyntheticChain.of(spec, 3).feed()) {
            assertThat(ReplayedChain.parsed(record).toByteArray()).isEqualTo(record.value());
        }
    }

    @Test
    void sharesAndSizesAreWhatTheSpecSays() {
        Payload.Writes payload = new Payload.Writes(
                IntRange.exactly(10), IntRange.exactly(0), 0.25, new ValueModel(new IntRange(10, 30), 0.4));
        ChainSpec spec = ChainSpec.standard().withKeyBytes(16, 24).withPayload(payload);
        int deletes = 0;
        int puts = 0;
        long keyBytes = 0;
        long valueBytes = 0;
        long zeros = 0;
        for (FeedRecord record : SyntheticChain.of(spec, 100).feed()) {
            for (StateWrite write :
                    ReplayedChain.parsed(record).getTransaction().getWritesList()) {
                keyBytes += write.getKey().size();
                if (write.hasDelete()) {
                    deletes++;
                    continue;
                }
                puts++;
                valueBytes += write.getPut().size();
                for (int i = 0; i < write.getPut().size(); i++) {
                    zeros += write.getPut().byteAt(i) == 0 ? 1 : 0;
                }
            }
        }
        assertThat(deletes + puts).isEqualTo(50_000);
        assertThat(deletes / 50_000.0).isBetween(0.24, 0.26);
        assertThat(keyBytes / 50_000.0).isBetween(19.9, 20.1);
        assertThat(valueBytes / (double) puts).isBetween(19.8, 20.2);
        assertThat(zeros / (double) valueBytes).isBetween(0.36, 0.42);
    }
}
