package dev.cairn.demo;

import com.google.protobuf.ByteString;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.LedgerInstruction;
import dev.cairn.schemas.v1.TransactionEvent;
import dev.cairn.synthetic.SyntheticChain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// A chain that goes on from where a synthetic one ends, block by block, with whatever instructions it is given.
/// Now and then it changes its mind; the instructions of the blocks it drops are in the new branch, as they would be in
/// a chain whose nodes keep what is waiting. **Threading:** one thread.
final class GrowingChain {
    private static final double REORG_CHANCE = 0.05;
    private static final int REORG_DEPTH_MAX = 3;
    private static final int HASH_BYTES = 32;
    private static final String PAYLOAD_TYPE = LedgerInstruction.getDescriptor().getFullName();

    private final Random random;
    private final int finalityDepth;
    /// What can still be dropped, newest first.
    private final Deque<Made> droppable = new ArrayDeque<>();
    private Tip tip;
    private long finalizedHeight;

    private record Tip(long height, ByteString hash) {}

    /// @param parent        what the chain stood at before
    /// @param instructions  of its transactions
    private record Made(Tip parent, List<LedgerInstruction> instructions) {}

    /// A block as it is published.
    ///
    /// @param dropped  how many blocks it takes the place of
    record NewBlock(long height, ByteString hash, int dropped, ChainEvent event, List<ChainEvent> transactions) {}

    GrowingChain(SyntheticChain from, long seed) {
        random = new Random(seed);
        finalityDepth = from.spec().finality().depth();
        int last = from.tipAfter(from.announcements());
        tip = new Tip(from.height(last), ByteString.copyFrom(from.hash(last)));
        finalizedHeight = from.finalizedHeight(from.announcements() - 1).orElse(-1);
    }

    /// The next block, on the tip or, now and then, on a block below it.
    NewBlock grow(List<LedgerInstruction> instructions) {
        boolean reorg = !droppable.isEmpty() && random.nextDouble() < REORG_CHANCE;
        int depth = reorg ? 1 + random.nextInt(Math.min(REORG_DEPTH_MAX, droppable.size())) : 0;
        return grow(instructions, depth);
    }

    NewBlock grow(List<LedgerInstruction> instructions, int dropped) {
        Deque<List<LedgerInstruction>> again = new ArrayDeque<>();
        for (int i = 0; i < dropped; i++) {
            Made last = droppable.pop();
            again.push(last.instructions());
            tip = last.parent();
        }
        List<LedgerInstruction> all = new ArrayList<>();
        again.forEach(all::addAll);
        all.addAll(instructions);
        Tip parent = tip;
        tip = new Tip(parent.height() + 1, randomHash());
        droppable.push(new Made(parent, List.copyOf(all)));
        if (droppable.size() > REORG_DEPTH_MAX) {
            droppable.removeLast();
        }
        return new NewBlock(tip.height(), tip.hash(), dropped, blockEvent(parent, all.size()), transactions(all));
    }

    private ChainEvent blockEvent(Tip parent, int transactions) {
        BlockEvent.Builder block = BlockEvent.newBuilder()
                .setHeight(tip.height())
                .setHash(tip.hash())
                .setParentHash(parent.hash())
                .setTimestampMs(System.currentTimeMillis())
                .setTransactionCount(transactions);
        finalizedHeight = Math.max(finalizedHeight, tip.height() - finalityDepth);
        if (finalizedHeight >= 0) {
            block.setFinalizedHeight(finalizedHeight);
        }
        return ChainEvent.newBuilder().setBlock(block).build();
    }

    private List<ChainEvent> transactions(List<LedgerInstruction> instructions) {
        List<ChainEvent> events = new ArrayList<>(instructions.size());
        for (LedgerInstruction instruction : instructions) {
            TransactionEvent transaction = TransactionEvent.newBuilder()
                    .setHeight(tip.height())
                    .setBlockHash(tip.hash())
                    .setIndex(events.size())
                    .setHash(randomHash())
                    .setPayloadType(PAYLOAD_TYPE)
                    .setPayload(instruction.toByteString())
                    .build();
            events.add(ChainEvent.newBuilder().setTransaction(transaction).build());
        }
        return events;
    }

    private ByteString randomHash() {
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(hash);
        return ByteString.copyFrom(hash);
    }
}
