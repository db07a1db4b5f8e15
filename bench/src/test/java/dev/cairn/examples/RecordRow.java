package dev.cairn.examples;

import static java.util.stream.Collectors.joining;

import com.google.protobuf.ByteString;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.util.List;

/// Writes a record the way the guide's table of records does.
final class RecordRow {
    static final String HEAD = "| # | topic | key | form | event | state writes |";

    private RecordRow() {}

    static String of(int number, PublishedRecord record) {
        String form = record.isJson() ? "JSON" : "protobuf";
        return switch (record.event().getEventCase()) {
            case BLOCK -> {
                BlockEvent block = record.event().getBlock();
                long key = record.key().asReadOnlyByteBuffer().getLong();
                yield row(number, "blocks", Long.toString(key), form, block(block), writes(block.getWritesList()));
            }
            case TRANSACTION -> {
                TransactionEvent transaction = record.event().getTransaction();
                String key = code(record.key());
                String writes = writes(transaction.getWritesList());
                yield row(number, "transactions", key, form, transaction(transaction), writes);
            }
            case EVENT_NOT_SET -> throw new AssertionError("record " + number + " holds no event");
        };
    }

    private static String row(int number, String... cells) {
        return "| " + number + " | " + String.join(" | ", cells) + " |";
    }

    private static String block(BlockEvent block) {
        String parent = block.getParentHash().isEmpty() ? "no parent" : "parent " + code(block.getParentHash());
        int count = block.getTransactionCount();
        String transactions = count == 1 ? "1 transaction" : count + " transactions";
        String finality = block.hasFinalizedHeight() ? ", final up to " + block.getFinalizedHeight() : "";
        return "block %s at height %d, %s, %s%s"
                .formatted(code(block.getHash()), block.getHeight(), parent, transactions, finality);
    }

    private static String transaction(TransactionEvent transaction) {
        return "transaction %s, index %d of %s at height %d"
                .formatted(
                        code(transaction.getHash()),
                        transaction.getIndex(),
                        code(transaction.getBlockHash()),
                        transaction.getHeight());
    }

    private static String writes(List<StateWrite> writes) {
        return writes.isEmpty() ? "none" : writes.stream().map(RecordRow::write).collect(joining(", "));
    }

    private static String write(StateWrite write) {
        return switch (write.getOperationCase()) {
            case PUT -> "put " + code(write.getKey()) + " = " + value(write.getPut());
            case DELETE -> "delete " + code(write.getKey());
            case OPERATION_NOT_SET -> throw new AssertionError("neither put nor delete: " + write);
        };
    }

    static String value(ByteString value) {
        return value.isEmpty() ? "(empty)" : code(value);
    }

    static String code(ByteString text) {
        return "`" + text.toStringUtf8() + "`";
    }
}
