package dev.cairn.handle;

import static dev.cairn.fixtures.ChainBuilder.utf8;

import com.google.protobuf.ByteString;
import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import dev.cairn.schemas.v1.LedgerInstruction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Decoded events by hand, all of one block.
final class TestEvents {
    static final BlockRef BLOCK = new BlockRef(new BlockHeight(7), new BlockHash(Bytes.ofHex("abcd")));

    private TestEvents() {}

    static BlockHeader block(StateChange... own) {
        return new BlockHeader(BLOCK, Optional.empty(), 7_000, 0, changes(own), Optional.empty(), Optional.empty());
    }

    static BlockTransaction transaction(int index, StateChange... changes) {
        return transaction(index, changes(changes));
    }

    static BlockTransaction transaction(int index, StateChanges changes) {
        return new BlockTransaction(BLOCK, index, Bytes.EMPTY, changes, "", Bytes.EMPTY);
    }

    static BlockTransaction payload(int index, String type, Bytes payload) {
        return new BlockTransaction(BLOCK, index, Bytes.ofHex("0f"), StateChanges.NONE, type, payload);
    }

    static BlockTransaction instruction(int index, LedgerInstruction instruction) {
        return payload(index, "cairn.v1.LedgerInstruction", Bytes.wrap(instruction.toByteArray()));
    }

    static LedgerInstruction transfer(String from, String to, long amount) {
        return LedgerInstruction.newBuilder()
                .setTransfer(LedgerInstruction.Transfer.newBuilder()
                        .setFrom(ByteString.copyFromUtf8(from))
                        .setTo(ByteString.copyFromUtf8(to))
                        .setAmount(amount))
                .build();
    }

    static LedgerInstruction mint(String to, long amount) {
        return LedgerInstruction.newBuilder()
                .setMint(LedgerInstruction.Mint.newBuilder()
                        .setTo(ByteString.copyFromUtf8(to))
                        .setAmount(amount))
                .build();
    }

    static LedgerInstruction burn(String from, long amount) {
        return LedgerInstruction.newBuilder()
                .setBurn(LedgerInstruction.Burn.newBuilder()
                        .setFrom(ByteString.copyFromUtf8(from))
                        .setAmount(amount))
                .build();
    }

    static StateChanges changes(StateChange... changes) {
        ChangesWriter writer = new ChangesWriter();
        for (StateChange change : changes) {
            switch (change) {
                case StateChange.Put(var key, var value) -> writer.put(key, value);
                case StateChange.Delete(var key) -> writer.delete(key);
            }
        }
        return writer.changes();
    }

    static List<BlockTransaction> instructions(LedgerInstruction... instructions) {
        List<LedgerInstruction> list = Arrays.asList(instructions);
        return IntStream.range(0, list.size())
                .mapToObj(i -> instruction(i, list.get(i)))
                .toList();
    }

    static Bytes payloadBytes(String text) {
        return utf8(text);
    }
}
