package dev.cairn.cli;

import dev.cairn.client.AdminTask;
import dev.cairn.metrics.Figures;
import dev.cairn.model.KeyRange;
import dev.cairn.storage.Storage;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
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
final class CompactCommand extends ShardChore {
    @Option(
            names = "--range",
            paramLabel = "FROM..TO",
            description =
                    "Only the keys from the first, to before the second; in hexadecimal digits, and either may be left out.")
    private KeyRange range = KeyRange.all();

    CompactCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        super("compacting", "compact", environment, out, screen);
    }

    @Override
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        if (!range.from().isEmpty()) {
            parameters.put("from", range.from().toHex());
        }
        range.toExclusive().ifPresent(to -> parameters.put("to", to.toHex()));
        return parameters;
    }

    @Override
    String told(AdminTask task) {
        return "compacted";
    }

    @Override
    Progress shown(Storage storage) {
        CompactionShare share = new CompactionShare(storage, range);
        return Progress.ofAboutBytes("compacting", share::bytesTotal, share::bytesDone, () -> "");
    }

    @Override
    String here(Storage storage) {
        long before = storage.stats().contents().sstBytes();
        storage.compact(range);
        return "compacted from " + Figures.bytes(before) + " to "
                + Figures.bytes(storage.stats().contents().sstBytes());
    }
}
