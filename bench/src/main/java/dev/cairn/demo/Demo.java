package dev.cairn.demo;

import dev.cairn.decode.ContentType;
import dev.cairn.decode.DecodedRecord;
import dev.cairn.decode.RecordDecoder;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceRecord;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.FeedOptions;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.IntRange;
import dev.cairn.synthetic.KeyModel;
import dev.cairn.synthetic.Payload;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.StateView;
import dev.cairn.synthetic.SyntheticChain;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a small chain with a reorg, decodes its feed as the worker does, and shows what each record is; then a few
/// records that are no events, and what is said of them.
public final class Demo {
    private static final int ANNOUNCEMENTS = 8;

    private final SyntheticChain chain = SyntheticChain.of(
            ChainSpec.standard()
                    .withSeed(11)
                    .withTransactionsPerBlock(1, 2)
                    .withKeys(new KeyModel.Uniform(20))
                    .withKeyBytes(4, 4)
                    .withPayload(Payload.Writes.standard()
                            .withPerTransaction(1, 2)
                            .withPerBlock(0, 1)
                            .withDeleteShare(0.2))
                    .withReorgs(new ReorgSpec(0.25, new IntRange(1, 2), 0, 0)),
            ANNOUNCEMENTS);
    private final RecordDecoder decoder = new RecordDecoder(ContentType.PROTOBUF);
    private final PrintStream out;
    private final Map<String, Long> nextOffsets = new HashMap<>();

    Demo(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("error: expected no arguments, but got '" + arguments[0] + "'\nusage: ./cairn demo");
            System.exit(2);
        }
        new Demo(new PrintStream(System.out, true, StandardCharsets.UTF_8)).run();
    }

    void run() {
        out.printf("A chain of %d announcements, as its records come from Kafka:%n%n", ANNOUNCEMENTS);
        EventPrinter printer = new EventPrinter(out);
        FeedRecord last = null;
        for (FeedRecord record : chain.feed(FeedOptions.tidy())) {
            printer.print(decoder.decode(sourceRecord(record)));
            last = record;
        }
        printState();
        if (last != null) {
            printBadRecords(last.value(), printer);
        }
    }

    private void printState() {
        out.printf("%nThe state that this leads to, as the chain's oracle knows it:%n%n");
        for (StateView.Entry entry : chain.oracle().stateVisibleAfter(ANNOUNCEMENTS)) {
            out.printf(
                    "  %s = %s%n",
                    EventPrinter.shortHex(entry.key().toByteArray()),
                    EventPrinter.shortHex(entry.value().toByteArray()));
        }
    }

    private void printBadRecords(byte[] event, EventPrinter printer) {
        out.printf("%nAnd records that are no events:%n%n");
        printer.print(decode(null, Arrays.copyOf(event, event.length / 2)));
        printer.print(
                decode("application/json", "{\"block\": {\"height\": \"seven\"}}".getBytes(StandardCharsets.UTF_8)));
        printer.print(decode("text/csv", event));
        printer.print(decode(null, null));
    }

    private DecodedRecord decode(@Nullable String contentType, byte @Nullable [] value) {
        return decoder.decode(SourceRecord.of(
                new SourcePartition("transactions", 0), nextOffset("transactions"), contentType, value));
    }

    private SourceRecord sourceRecord(FeedRecord record) {
        String topic = switch (record.stream()) {
            case BLOCKS -> "blocks";
            case TRANSACTIONS -> "transactions";
        };
        return SourceRecord.of(new SourcePartition(topic, 0), nextOffset(topic), null, record.value());
    }

    private long nextOffset(String topic) {
        return nextOffsets.merge(topic, 1L, Long::sum) - 1;
    }
}
