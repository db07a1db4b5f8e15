package dev.cairn.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.util.List;

/// The road not taken: protobuf's generated parser, then a copy into the same model, as thriftily as that goes: all
/// writes of a transaction share one array.
final class GeneratedDecoder {
    private final StateChanges.Builder changes = new StateChanges.Builder();

    BlockTransaction decode(byte[] event) throws InvalidProtocolBufferException {
        TransactionEvent transaction = ChainEvent.parseFrom(event).getTransaction();
        return new BlockTransaction(
                new BlockRef(
                        new BlockHeight(transaction.getHeight()), new BlockHash(bytes(transaction.getBlockHash()))),
                transaction.getIndex(),
                bytes(transaction.getHash()),
                changes(transaction.getWritesList()),
                transaction.getPayloadType(),
                bytes(transaction.getPayload()));
    }

    private StateChanges changes(List<StateWrite> writes) {
        int size = 0;
        for (StateWrite write : writes) {
            size += write.getKey().size() + write.getPut().size();
        }
        byte[] source = new byte[size];
        int position = 0;
        for (StateWrite write : writes) {
            int keyOffset = position;
            position = append(write.getKey(), source, keyOffset);
            if (write.hasPut()) {
                int valueOffset = position;
                position = append(write.getPut(), source, valueOffset);
                changes.put(keyOffset, valueOffset - keyOffset, valueOffset, position - valueOffset);
            } else {
                changes.delete(keyOffset, position - keyOffset);
            }
        }
        return changes.build(source);
    }

    private static int append(ByteString bytes, byte[] target, int offset) {
        bytes.copyTo(target, offset);
        return offset + bytes.size();
    }

    private static Bytes bytes(ByteString bytes) {
        return bytes.isEmpty() ? Bytes.EMPTY : Bytes.wrap(bytes.toByteArray());
    }
}
