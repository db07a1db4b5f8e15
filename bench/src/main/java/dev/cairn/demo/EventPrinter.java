package dev.cairn.demo;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.decode.DecodedRecord;
import dev.cairn.decode.UndecodableRecord;
import dev.cairn.model.BlockHash;
import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import java.io.PrintStream;
import java.util.HexFormat;
import java.util.Optional;

/// One line or a few for each record, as people read them.
final class EventPrinter {
    private static final int SHOWN_BYTES = 4;

    private final PrintStream out;
    private Optional<BlockHash> tip = Optional.empty();

    EventPrinter(PrintStream out) {
        this.out = out;
    }

    void print(DecodedRecord record) {
        switch (record) {
            case BlockHeader header -> print(header);
            case BlockTransaction transaction -> print(transaction);
            case UndecodableRecord undecodable -> out.println("  ✗ " + undecodable.message());
        }
    }

    static String shortHex(byte[] bytes) {
        String shown = HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
        return bytes.length > SHOWN_BYTES ? shown + "… (" + bytes.length + " bytes)" : shown;
    }

    private void print(BlockHeader header) {
        boolean reorg = !header.parent().equals(tip);
        tip = Optional.of(header.ref().hash());
        out.printf(
                "block %s  %s on %s, %s%s%s%n",
                header.ref().height(),
                shortHash(header.ref().hash()),
                header.parent().map(EventPrinter::shortHash).orElse("nothing (the first)"),
                header.transactionCount() == 1 ? "1 transaction" : header.transactionCount() + " transactions",
                header.finalizedHeight()
                        .map(height -> ", final up to " + height)
                        .orElse(""),
                reorg ? "   ← a reorg: its parent is not the tip" : "");
        if (!header.changes().isEmpty()) {
            out.println("  its own changes, which count after those of its transactions");
            print(header.changes());
        }
    }

    private void print(BlockTransaction transaction) {
        out.printf(
                "  transaction %d of block %s%n",
                transaction.index(), transaction.block().height());
        print(transaction.changes());
    }

    private void print(StateChanges changes) {
        for (StateChange change : changes.toList()) {
            out.println(
                    switch (change) {
                        case StateChange.Put(var key, var value) ->
                            "    put    " + shortHex(key.bytes().toArray()) + " = "
                                    + shortHex(value.bytes().toArray());
                        case StateChange.Delete(var key) ->
                            "    delete " + shortHex(key.bytes().toArray());
                    });
        }
    }

    private static String shortHash(BlockHash hash) {
        String hex = hash.toString();
        return hex.substring(0, Math.min(2 * SHOWN_BYTES, hex.length()));
    }
}
