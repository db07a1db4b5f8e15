package dev.cairn.simulation.pipeline;

import dev.cairn.decode.BlockTransaction;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.handle.ChangesWriter;
import dev.cairn.handle.StateBefore;
import dev.cairn.handle.TransactionHandler;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Does what events say; a transaction with a payload makes the key that the payload names one higher. So a transaction
/// that counts twice, or finds a state that is not its parent's, shows for ever.
final class CountingHandler implements TransactionHandler {
    static final String COUNTS = "counts";

    private final Planted planted;
    private final Map<StateKey, Long> remembered = new HashMap<>();

    CountingHandler(Planted planted) {
        this.planted = planted;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public StateChanges changes(BlockTransaction transaction, StateBefore state) {
        if (!transaction.payloadType().equals(COUNTS)) {
            return transaction.changes();
        }
        StateKey key = new StateKey(transaction.payload());
        long before = state.get(key).map(CountingHandler::number).orElse(0L);
        if (planted == Planted.HANDLER_REMEMBERS) {
            before = remembered.merge(key, before, Math::max);
            remembered.put(key, before + 1);
        }
        ChangesWriter writer = new ChangesWriter();
        writer.put(key, oneMore(before));
        return writer.changes();
    }

    static StateValue afterOneMore(Optional<StateValue> before) {
        return oneMore(before.map(CountingHandler::number).orElse(0L));
    }

    private static StateValue oneMore(long before) {
        return new StateValue(ChainBuilder.utf8(Long.toString(before + 1)));
    }

    private static long number(StateValue value) {
        return Long.parseLong(new String(value.bytes().toArray(), java.nio.charset.StandardCharsets.UTF_8));
    }
}
