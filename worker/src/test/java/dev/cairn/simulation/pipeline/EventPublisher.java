package dev.cairn.simulation.pipeline;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.model.SourcePartition;
import dev.cairn.schemas.EventJson;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.TransactionEvent;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Puts events into the log, some of them as JSON.
final class EventPublisher {
    private final SimulatedLog log;
    private final Random random;

    EventPublisher(SimulatedLog log, Random random) {
        this.log = log;
        this.random = random;
    }

    static ChainEvent event(BlockEvent block) {
        return ChainEvent.newBuilder().setBlock(block).build();
    }

    static ChainEvent event(TransactionEvent transaction) {
        return ChainEvent.newBuilder().setTransaction(transaction).build();
    }

    void publish(SourcePartition partition, ChainEvent event) {
        if (random.nextInt(8) == 0) {
            log.append(partition, "application/json", json(event).getBytes(StandardCharsets.UTF_8));
        } else {
            log.append(partition, null, event.toByteArray());
        }
    }

    private static String json(ChainEvent event) {
        try {
            return EventJson.print(event);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
