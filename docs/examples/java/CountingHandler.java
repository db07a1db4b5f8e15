import dev.cairn.decode.BlockTransaction;
import dev.cairn.handle.ChangesWriter;
import dev.cairn.handle.StateBefore;
import dev.cairn.handle.TransactionHandler;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.nio.charset.StandardCharsets;

/// Counts the transactions of each payload type, so that the state says how many there were up to any height.
public final class CountingHandler implements TransactionHandler {
    @Override
    public String name() {
        return "counting";
    }

    @Override
    public StateChanges changes(BlockTransaction transaction, StateBefore state) {
        StateKey key = new StateKey(bytes("count/" + transaction.payloadType()));
        long before = state.get(key).map(CountingHandler::number).orElse(0L);
        ChangesWriter changes = new ChangesWriter();
        changes.put(key, new StateValue(bytes(Long.toString(before + 1))));
        return changes.changes();
    }

    private static long number(StateValue value) {
        return Long.parseLong(new String(value.bytes().toArray(), StandardCharsets.US_ASCII));
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
