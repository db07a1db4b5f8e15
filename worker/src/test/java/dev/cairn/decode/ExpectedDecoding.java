package dev.cairn.decode;

import com.google.protobuf.ByteString;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/// What the decoder has to say of an event, worked out the slow way from the generated classes.
final class ExpectedDecoding {
    private ExpectedDecoding() {}

    /// Empty if the event breaks a rule of the schema, so that it has to be refused.
    static Optional<DecodedRecord> of(ChainEvent event) {
        try {
            return switch (event.getEventCase()) {
                case BLOCK -> Optional.of(header(event.getBlock()));
                case TRANSACTION -> Optional.of(transaction(event.getTransaction()));
                case EVENT_NOT_SET -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BlockHeader header(BlockEvent block) {
        return new BlockHeader(
                ref(block.getHeight(), block.getHash()),
                block.getParentHash().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new BlockHash(bytes(block.getParentHash()))),
                block.getTimestampMs(),
                notNegative(block.getTransactionCount()),
                changes(block.getWritesList()),
                block.hasFinalizedHeight()
                        ? Optional.of(new BlockHeight(block.getFinalizedHeight()))
                        : Optional.empty(),
                block.hasChangesDigest() ? Optional.of(bytes(block.getChangesDigest())) : Optional.empty());
    }

    private static BlockTransaction transaction(TransactionEvent transaction) {
        if (transaction.getHash().size() > 64) {
            throw new IllegalArgumentException("the hash is too long");
        }
        return new BlockTransaction(
                ref(transaction.getHeight(), transaction.getBlockHash()),
                notNegative(transaction.getIndex()),
                bytes(transaction.getHash()),
                changes(transaction.getWritesList()),
                transaction.getPayloadType(),
                bytes(transaction.getPayload()));
    }

    private static StateChanges changes(List<StateWrite> writes) {
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        StateChanges.Builder changes = new StateChanges.Builder();
        for (StateWrite write : writes) {
            int keyOffset = source.size();
            source.writeBytes(write.getKey().toByteArray());
            int valueOffset = source.size();
            switch (write.getOperationCase()) {
                case PUT -> {
                    source.writeBytes(write.getPut().toByteArray());
                    changes.put(keyOffset, valueOffset - keyOffset, valueOffset, source.size() - valueOffset);
                }
                case DELETE -> changes.delete(keyOffset, valueOffset - keyOffset);
                case OPERATION_NOT_SET -> throw new IllegalArgumentException("neither put nor delete");
            }
            if (write.hasDelete() && !write.getDelete()) {
                throw new IllegalArgumentException("a delete that is none");
            }
        }
        StateChanges built = changes.build(source.toByteArray());
        // Keys and values check their lengths when they are made.
        var _ = built.toList();
        return built;
    }

    private static BlockRef ref(long height, ByteString hash) {
        return new BlockRef(new BlockHeight(height), new BlockHash(bytes(hash)));
    }

    private static int notNegative(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative");
        }
        return value;
    }

    private static Bytes bytes(ByteString bytes) {
        return Bytes.wrap(bytes.toByteArray());
    }
}
