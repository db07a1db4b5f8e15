package dev.cairn.examples;

import com.google.protobuf.ByteString;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Works out the state after each block as plainly as can be, and writes it the way the guide's table of states does.
final class StateRow {
    static final String HEAD = "| after | `alice` | `bob` | `carol` | `miner` | final up to |";
    private static final List<String> KEYS = List.of("alice", "bob", "carol", "miner");

    private StateRow() {}

    static List<String> ofAll(List<ChainEvent> blocks, List<ChainEvent> transactions) {
        Map<ByteString, Map<String, ByteString>> statesByBlock = new HashMap<>(Map.of(ByteString.EMPTY, Map.of()));
        List<String> rows = new ArrayList<>();
        String finalUpTo = "–";
        for (ChainEvent event : blocks) {
            BlockEvent block = event.getBlock();
            var state = new HashMap<>(Objects.requireNonNull(statesByBlock.get(block.getParentHash())));
            writesOf(block, transactions).forEach(write -> apply(write, state));
            statesByBlock.put(block.getHash(), state);
            finalUpTo = block.hasFinalizedHeight() ? Long.toString(block.getFinalizedHeight()) : finalUpTo;
            rows.add(row(block, state, finalUpTo));
        }
        return rows;
    }

    /// The transactions' writes in the order of their indexes, then the block's own.
    private static Stream<StateWrite> writesOf(BlockEvent block, List<ChainEvent> transactions) {
        return Stream.concat(
                transactions.stream()
                        .map(ChainEvent::getTransaction)
                        .filter(transaction -> transaction.getBlockHash().equals(block.getHash()))
                        .sorted(Comparator.comparingInt(TransactionEvent::getIndex))
                        .flatMap(transaction -> transaction.getWritesList().stream()),
                block.getWritesList().stream());
    }

    private static void apply(StateWrite write, Map<String, ByteString> state) {
        if (write.hasPut()) {
            state.put(write.getKey().toStringUtf8(), write.getPut());
        } else {
            state.remove(write.getKey().toStringUtf8());
        }
    }

    private static String row(BlockEvent block, Map<String, ByteString> state, String finalUpTo) {
        List<String> cells = new ArrayList<>();
        cells.add(RecordRow.code(block.getHash()));
        KEYS.forEach(key -> cells.add(state.containsKey(key) ? RecordRow.value(state.get(key)) : "–"));
        cells.add(finalUpTo);
        return "| " + String.join(" | ", cells) + " |";
    }
}
