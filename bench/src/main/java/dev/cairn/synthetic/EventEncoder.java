package dev.cairn.synthetic;

import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Encodes a chain's events, byte for byte as the generated classes would (a property test holds it to that), but
/// without an object per write. Everything is written backwards, last field first: see [BackwardBuffer].
/// **Threading:** one thread.
final class EventEncoder {
    private static final byte[] LEDGER_PAYLOAD_TYPE = LedgerInstructions.PAYLOAD_TYPE.getBytes(StandardCharsets.UTF_8);

    private final SyntheticChain chain;
    private final BlockContents contents;
    private final IdSpace transactionHashes;
    private final TransactionBody body;
    private final Optional<ChangesDigests> digests;
    private final BackwardBuffer out = new BackwardBuffer();

    EventEncoder(SyntheticChain chain) {
        this.chain = chain;
        contents = chain.contents();
        transactionHashes = new IdSpace(chain.spec().seed(), "transaction hash", IntRange.exactly(32));
        digests = chain.spec().events().changesDigests() ? Optional.of(new ChangesDigests(chain)) : Optional.empty();
        body = switch (chain.spec().payload()) {
            case Payload.Writes writes -> new WritesBody(new StateWrites(chain.spec(), writes));
            case Payload.Ledger ledger -> new LedgerBody(new LedgerInstructions(chain.spec(), ledger));
        };
    }

    byte[] block(int announcement) {
        int block = chain.announced(announcement);
        out.clear();
        digests.ifPresent(known -> out.bytesField(BlockEvent.CHANGES_DIGEST_FIELD_NUMBER, known.of(block)));
        chain.announcedFinalizedHeight(announcement)
                .ifPresent(height -> out.varintField(BlockEvent.FINALIZED_HEIGHT_FIELD_NUMBER, height));
        body.writeBlock(contents.firstOwnWrite(block), contents.endWrite(block));
        out.varintFieldUnlessZero(BlockEvent.TRANSACTION_COUNT_FIELD_NUMBER, contents.transactions(block));
        out.varintField(BlockEvent.TIMESTAMP_MS_FIELD_NUMBER, chain.timestampMs(block));
        chain.parent(block)
                .ifPresent(parent -> out.bytesField(BlockEvent.PARENT_HASH_FIELD_NUMBER, chain.hash(parent)));
        out.bytesField(BlockEvent.HASH_FIELD_NUMBER, chain.hash(block));
        out.varintFieldUnlessZero(BlockEvent.HEIGHT_FIELD_NUMBER, chain.height(block));
        out.closeMessage(ChainEvent.BLOCK_FIELD_NUMBER, 0);
        return out.copy();
    }

    byte[] transaction(int block, byte[] blockHash, int transaction, int index, int firstWrite, int endWrite) {
        out.clear();
        body.writeTransaction(transaction, firstWrite, endWrite);
        out.bytesField(TransactionEvent.HASH_FIELD_NUMBER, transactionHashes.idOf(transaction));
        out.varintFieldUnlessZero(TransactionEvent.INDEX_FIELD_NUMBER, index);
        out.bytesField(TransactionEvent.BLOCK_HASH_FIELD_NUMBER, blockHash);
        out.varintFieldUnlessZero(TransactionEvent.HEIGHT_FIELD_NUMBER, chain.height(block));
        out.closeMessage(ChainEvent.TRANSACTION_FIELD_NUMBER, 0);
        return out.copy();
    }

    /// The part of an event that depends on the payload.
    private sealed interface TransactionBody {
        void writeTransaction(int transaction, int firstWrite, int endWrite);

        void writeBlock(int firstWrite, int endWrite);
    }

    private final class WritesBody implements TransactionBody {
        private final StateWrites writes;

        WritesBody(StateWrites writes) {
            this.writes = writes;
        }

        @Override
        public void writeTransaction(int transaction, int firstWrite, int endWrite) {
            writeAll(TransactionEvent.WRITES_FIELD_NUMBER, firstWrite, endWrite);
        }

        @Override
        public void writeBlock(int firstWrite, int endWrite) {
            writeAll(BlockEvent.WRITES_FIELD_NUMBER, firstWrite, endWrite);
        }

        private void writeAll(int field, int firstWrite, int endWrite) {
            for (int write = endWrite - 1; write >= firstWrite; write--) {
                int before = out.written();
                writeOperation(write);
                writeKey(write);
                out.closeMessage(field, before);
            }
        }

        private void writeOperation(int write) {
            if (writes.isDelete(write)) {
                out.varintField(StateWrite.DELETE_FIELD_NUMBER, 1);
                return;
            }
            int bytes = writes.valueBytes(write);
            int at = out.makeRoom(bytes);
            writes.writeValue(write, bytes, out.array(), at);
            out.lengthAndTag(StateWrite.PUT_FIELD_NUMBER, bytes);
        }

        private void writeKey(int write) {
            long head = writes.keys().headOf(writes.keyNumber(write));
            int bytes = writes.keys().bytesOf(head);
            int at = out.makeRoom(bytes);
            writes.keys().write(head, bytes, out.array(), at);
            out.lengthAndTag(StateWrite.KEY_FIELD_NUMBER, bytes);
        }
    }

    private final class LedgerBody implements TransactionBody {
        private final LedgerInstructions instructions;

        LedgerBody(LedgerInstructions instructions) {
            this.instructions = instructions;
        }

        @Override
        public void writeTransaction(int transaction, int firstWrite, int endWrite) {
            byte[] payload =
                    instructions.instruction(instructions.at(transaction)).toByteArray();
            if (payload.length > 0) {
                out.bytesField(TransactionEvent.PAYLOAD_FIELD_NUMBER, payload);
            }
            out.bytesField(TransactionEvent.PAYLOAD_TYPE_FIELD_NUMBER, LEDGER_PAYLOAD_TYPE);
        }

        @Override
        public void writeBlock(int firstWrite, int endWrite) {
            // A ledger block has no writes of its own: the sum of balances would not be the handler's alone to keep.
        }
    }
}
