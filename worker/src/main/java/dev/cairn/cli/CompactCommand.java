package dev.cairn.cli;

import dev.cairn.metrics.Figures;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.storage.Storage;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `compact`: gives back the space of what was forgotten.
@Command(
        name = "compact",
        description = {
            "Rewrites the state without what was forgotten, which gives its space back. It takes long and costs much reading and writing.",
            "Asks a running worker (--url), which goes on meanwhile; with -c, works on the files of one that is stopped."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class CompactCommand implements Callable<Integer> {
    private static final String DOING = "compacting";
    private static final String BETWEEN = "..";

    @Option(
            names = "--range",
            paramLabel = "FROM..TO",
            description =
                    "Only the keys from the first, to before the second; in hexadecimal digits, and either may be left out.")
    private @Nullable String range;

    @Mixin
    private final ShardEitherWay shard = new ShardEitherWay();

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Screen screen;

    CompactCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        this.environment = environment;
        this.out = out;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        KeyRange slice = range == null ? KeyRange.all() : slice(range);
        if (shard.isLocal()) {
            out.println(shard.here(storage -> shown(storage, slice), environment, screen, storage -> compact(storage, slice)));
            return ExitCode.SUCCESS.number();
        }
        Map<String, String> parameters = new TreeMap<>();
        if (!slice.from().isEmpty()) {
            parameters.put("from", slice.from().toHex());
        }
        slice.toExclusive().ifPresent(to -> parameters.put("to", to.toHex()));
        return shard.byWorker(
                        DOING,
                        "compact",
                        parameters,
                        screen,
                        task -> out.println("shard " + task.shard() + ": compacted"))
                .number();
    }

    private static Progress shown(Storage storage, KeyRange slice) {
        CompactionShare share = new CompactionShare(storage, slice);
        return Progress.ofAboutBytes(DOING, share::bytesTotal, share::bytesDone, () -> "");
    }

    private static String compact(Storage storage, KeyRange slice) {
        storage.flushMemtables();
        long before = storage.stats().contents().sstBytes();
        storage.compact(slice);
        return "compacted from " + Figures.bytes(before) + " to "
                + Figures.bytes(storage.stats().contents().sstBytes());
    }

    private static KeyRange slice(String text) {
        int between = text.indexOf(BETWEEN);
        try {
            if (between < 0) {
                throw new IllegalArgumentException("without " + BETWEEN);
            }
            String to = text.substring(between + BETWEEN.length());
            KeyRange slice = new KeyRange(
                    Bytes.ofHex(text.substring(0, between)),
                    to.isEmpty() ? Optional.empty() : Optional.of(Bytes.ofHex(to)));
            if (slice.isEmpty()) {
                throw new IllegalArgumentException("no key is between them");
            }
            return slice;
        } catch (IllegalArgumentException e) {
            throw new UsageException("--range is " + text
                    + ", but it has to be two keys in hexadecimal digits, the lower one first, as 6100..62; either may be"
                    + " left out");
        }
    }
}
