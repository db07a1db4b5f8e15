package dev.cairn.cli;

import dev.cairn.metrics.Figures;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import dev.cairn.transfer.Export;
import dev.cairn.transfer.ExportForm;
import dev.cairn.transfer.ExportProgress;
import dev.cairn.transfer.TextForm;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `export`: the state of one height, for others.
@Command(
        name = "export",
        description = {
            "Writes the state as of one height, of a database that no worker has open or of a snapshot.",
            "A file has its name when it is whole. One in the form cairn can be imported."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class ExportCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private final AtRest atRest = new AtRest();

    @Option(
            names = "--height",
            paramLabel = "HEIGHT",
            description = "As of which block; the newest if nothing is said.")
    private @Nullable BlockHeight height;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin with it.")
    private @Nullable String prefix;

    @Option(names = "--from", paramLabel = "KEY", description = "The first key, included.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "KEY", description = "Where to end, not included.")
    private @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "ndjson (if nothing is said; the lines of a scan over HTTP), csv, parquet or cairn.")
    private ExportForm form = ExportForm.NDJSON;

    @Option(
            names = "--enc",
            paramLabel = "ENC",
            description =
                    "How keys are typed, and keys and values written in ndjson and csv: auto (typed as text or 0x and digits, written in hex; if nothing is said), hex, base64url or utf8.")
    private ByteForm encoding = ByteForm.AUTO;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to; standard output if nothing is said, or for -.")
    private String out = STANDARD_OUTPUT;

    private final Map<String, String> environment;
    private final PrintWriter err;
    private final Screen screen;

    /// @param screen  for what passes
    ExportCommand(Map<String, String> environment, PrintWriter err, Screen screen) {
        this.environment = environment;
        this.err = err;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        KeyRange range = range();
        StorageConfig.Rocks place = atRest.place(environment);
        try (StoredDatabase database = StoredDatabase.open(place)) {
            DatabaseFacts facts = database.facts();
            long newest = facts.committed().map(CommittedPosition::height).orElse(-1L);
            long at = height == null ? newest : height.value();
            if (at > newest || newest < 0) {
                err.println("height " + at + " is not on disk yet; the newest is " + newest);
                return ExitCode.NOT_YET_APPLIED.number();
            }
            if (at < facts.earliestHeight()) {
                err.println("height " + at + " is not kept any more; the earliest height kept is "
                        + facts.earliestHeight());
                return ExitCode.PRUNED.number();
            }
            err.println("exported " + Figures.count(export(database, at, range)) + " entries as of height " + at);
            return ExitCode.SUCCESS.number();
        } catch (StandardOutput.ReaderGoneException _) {
            return ExitCode.SUCCESS.number();
        }
    }

    private long export(StoredDatabase database, long at, KeyRange range) {
        ExportProgress done = new ExportProgress(database, range);
        Export export = new Export(database, at, range, form, text(), done);
        return Progress.ofAboutBytes(
                        "exporting",
                        done::bytesTotal,
                        done::bytesDone,
                        () -> Figures.count(done.entries()) + " entries")
                .during(screen, () -> {
                    long written = write(export);
                    done.ended();
                    return written;
                });
    }

    private long write(Export export) {
        return out.equals(STANDARD_OUTPUT) ? StandardOutput.write(export::into) : export.into(Path.of(out));
    }

    private TextForm text() {
        return switch (encoding) {
            case AUTO, HEX -> TextForm.HEX;
            case BASE64URL -> TextForm.BASE64URL;
            case UTF8 -> TextForm.UTF8;
        };
    }

    private KeyRange range() {
        if (prefix != null) {
            if (from != null || to != null) {
                throw new UsageException("expected --prefix, or --from and --to, but got both");
            }
            return KeyRange.prefix(bytes(prefix));
        }
        return new KeyRange(
                from == null ? Bytes.EMPTY : bytes(from),
                Optional.ofNullable(to).map(this::bytes));
    }

    private Bytes bytes(String typed) {
        try {
            return encoding.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
