package dev.cairn.store;

import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.StateCursor;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.transfer.Export;
import dev.cairn.transfer.ExportForm;
import dev.cairn.transfer.TextForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Exporting some of the keys of a database at rest, into a file that is synced, against only reading them.
final class ExportContest {
    static final String SCAN = "a scan of all keys and values";

    private final StoredDatabase database;
    private final Path target;
    private final KeyRange range;
    private final long height;

    /// @param part  of how many, spread evenly by their first byte, one is exported
    ExportContest(StoredDatabase database, int part, Path target) {
        range = KeyRange.between(Bytes.EMPTY, Bytes.wrap(new byte[] {(byte) (256 / part)}));
        this.database = database;
        this.target = target;
        height = database.facts().committed().map(CommittedPosition::height).orElseThrow();
    }

    static String nameOf(ExportForm form) {
        return "exported as " + form.name().toLowerCase(Locale.ROOT);
    }

    Comparison comparison() {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(SCAN, () -> rate(this::scan)));
        for (ExportForm form : ExportForm.values()) {
            contenders.add(new Contender(nameOf(form), () -> rate(() -> export(form))));
        }
        return new Comparison("entries/s", contenders);
    }

    private interface Work {
        /// Gives how many entries there were.
        long run() throws IOException;
    }

    private static double rate(Work work) throws IOException {
        long start = System.nanoTime();
        long entries = work.run();
        return entries / ((System.nanoTime() - start) / 1e9);
    }

    private long scan() {
        long entries = 0;
        try (StateCursor cursor = database.reader().cursor(height, range, ScanDirection.ASCENDING)) {
            while (cursor.next()) {
                entries++;
            }
        }
        return entries;
    }

    private long export(ExportForm form) throws IOException {
        try {
            return new Export(database, height, range, form, TextForm.HEX, (_, _, _, _) -> {}).into(target);
        } finally {
            Files.deleteIfExists(target);
        }
    }
}
