package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cairn.demo.GrowingChain.NewBlock;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.synthetic.SyntheticChain;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrowingChainTest {
    private final SyntheticChain history = SyntheticChain.of(Demo.spec(1), 50);
    private final int last = history.tipAfter(50);
    private final GrowingChain chain = new GrowingChain(history, 1);
    private final Traffic traffic = new Traffic(1);

    @Test
    void itGoesOnWhereHistoryEnds() {
        BlockEvent block =
                chain.grow(traffic.make(Traffic.Kind.MINT, 3)).event().getBlock();
        assertThat(block.getHeight()).isEqualTo(history.height(last) + 1);
        assertThat(block.getParentHash().toByteArray()).isEqualTo(history.hash(last));
        assertThat(block.getTransactionCount()).isEqualTo(3);
    }

    @Test
    void aNewBranchHoldsWhatTheDroppedBlocksHeld() {
        NewBlock first = chain.grow(traffic.make(Traffic.Kind.BURN, 2), 0);
        var _ = chain.grow(traffic.make(Traffic.Kind.MINT, 3), 0);
        NewBlock branch = chain.grow(traffic.make(Traffic.Kind.TRANSFER, 4), 2);

        assertThat(branch.height()).isEqualTo(first.height());
        assertThat(branch.hash()).isNotEqualTo(first.hash());
        assertThat(branch.transactions()).hasSize(9);
        assertThat(payloads(branch).subList(0, 2)).isEqualTo(payloads(first));
    }

    @Test
    void everyBlockStandsOnAKnownOneAboveWhatIsFinalAndWhatIsFinalNeverFalls() {
        Map<ByteString, Long> heights = new HashMap<>();
        Set<Integer> depths = new HashSet<>();
        heights.put(ByteString.copyFrom(history.hash(last)), history.height(last));
        long finalized = 0;
        for (int i = 0; i < 1_000; i++) {
            NewBlock made = chain.grow(traffic.make(Traffic.Kind.MIXED, i % 3));
            BlockEvent block = made.event().getBlock();
            assertThat(heights).containsEntry(block.getParentHash(), block.getHeight() - 1);
            assertThat(block.getFinalizedHeight())
                    .isGreaterThanOrEqualTo(finalized)
                    .isLessThan(block.getHeight());
            finalized = block.getFinalizedHeight();
            heights.put(block.getHash(), block.getHeight());
            depths.add(made.dropped());
        }
        assertThat(depths).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    private static List<ByteString> payloads(NewBlock block) {
        return block.transactions().stream()
                .map(ChainEvent::getTransaction)
                .map(transaction -> transaction.getPayload())
                .toList();
    }
}
