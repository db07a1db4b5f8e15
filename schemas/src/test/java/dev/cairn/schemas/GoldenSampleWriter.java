package dev.cairn.schemas;

import com.google.protobuf.ByteString;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.LedgerInstruction;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes the golden samples that are not there yet; it never changes one. CONTRIBUTING.md tells how to run it.
final class GoldenSampleWriter {
    private GoldenSampleWriter() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Map<String, ChainEvent> samples = samples();
        for (Map.Entry<String, ChainEvent> sample : samples.entrySet()) {
            Path binary = folder.resolve(sample.getKey() + ".binpb");
            if (Files.notExists(binary)) {
                Files.write(binary, sample.getValue().toByteArray());
                Files.writeString(folder.resolve(sample.getKey() + ".json"), EventJson.print(sample.getValue()) + "\n");
            }
        }
        Files.writeString(folder.resolve("index.txt"), String.join("\n", samples.keySet()) + "\n");
    }

    static Map<String, ChainEvent> samples() {
        Map<String, ChainEvent> samples = new LinkedHashMap<>();
        samples.put(
                "block-first-of-a-chain",
                block(BlockEvent.newBuilder()
                        .setHeight(0)
                        .setHash(utf8("genesis"))
                        .setTimestampMs(1_700_000_000_000L)
                        .addWrites(put("account/alice", "1000"))
                        .addWrites(put("account/bob", "500"))));
        samples.put(
                "block-with-everything",
                block(BlockEvent.newBuilder()
                        .setHeight(1_234_567)
                        .setHash(sequence(32, 0xa0))
                        .setParentHash(sequence(32, 0x50))
                        .setTimestampMs(1_700_000_012_345L)
                        .setTransactionCount(3)
                        .addWrites(put("reward/miner", "2"))
                        .addWrites(delete("mempool/expired"))
                        .setFinalizedHeight(1_234_503)
                        .setChangesDigest(sequence(32, 0x01))));
        samples.put(
                "block-empty",
                block(BlockEvent.newBuilder()
                        .setHeight(1_234_568)
                        .setHash(sequence(32, 0xa1))
                        .setParentHash(sequence(32, 0xa0))
                        .setTimestampMs(1_700_000_024_000L)));
        samples.put(
                "block-that-replaces-another",
                block(BlockEvent.newBuilder()
                        .setHeight(1_234_568)
                        .setHash(sequence(32, 0xb1))
                        .setParentHash(sequence(32, 0xa0))
                        .setTimestampMs(1_700_000_024_500L)
                        .setTransactionCount(1)
                        .setFinalizedHeight(0)));
        samples.put(
                "block-at-the-limits",
                block(BlockEvent.newBuilder()
                        .setHeight(Long.MAX_VALUE - 1)
                        .setHash(sequence(64, 0x10))
                        .setParentHash(sequence(1, 0xff))
                        .setTimestampMs(Long.MIN_VALUE)
                        .setTransactionCount(Integer.MAX_VALUE)
                        .setFinalizedHeight(Long.MAX_VALUE - 1)));
        samples.put(
                "transaction-with-every-kind-of-write",
                transaction(TransactionEvent.newBuilder()
                        .setHeight(1_234_567)
                        .setBlockHash(sequence(32, 0xa0))
                        .setIndex(2)
                        .setHash(sequence(32, 0x77))
                        .addWrites(put("account/alice", "990"))
                        .addWrites(put("flag/empty-value", ""))
                        .addWrites(delete("account/bob"))
                        .addWrites(put("account/alice", "989"))
                        .addWrites(StateWrite.newBuilder()
                                .setKey(sequence(32, 0x00))
                                .setPut(sequence(80, 0x80)))));
        samples.put(
                "transaction-without-writes",
                transaction(TransactionEvent.newBuilder().setHeight(7).setBlockHash(utf8("seven"))));
        samples.put(
                "transaction-with-ledger-payload",
                transaction(TransactionEvent.newBuilder()
                        .setHeight(8)
                        .setBlockHash(utf8("eight"))
                        .setIndex(1)
                        .setHash(utf8("tx-8-1"))
                        .setPayloadType("cairn.v1.LedgerInstruction")
                        .setPayload(LedgerInstruction.newBuilder()
                                .setTransfer(LedgerInstruction.Transfer.newBuilder()
                                        .setFrom(utf8("alice"))
                                        .setTo(utf8("bob"))
                                        .setAmount(25))
                                .build()
                                .toByteString())));
        return samples;
    }

    private static ChainEvent block(BlockEvent.Builder block) {
        return ChainEvent.newBuilder().setBlock(block).build();
    }

    private static ChainEvent transaction(TransactionEvent.Builder transaction) {
        return ChainEvent.newBuilder().setTransaction(transaction).build();
    }

    private static StateWrite put(String key, String value) {
        return StateWrite.newBuilder().setKey(utf8(key)).setPut(utf8(value)).build();
    }

    private static StateWrite delete(String key) {
        return StateWrite.newBuilder().setKey(utf8(key)).setDelete(true).build();
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFrom(text, StandardCharsets.UTF_8);
    }

    private static ByteString sequence(int length, int first) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return ByteString.copyFrom(bytes);
    }
}
