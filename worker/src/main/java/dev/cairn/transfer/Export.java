package dev.cairn.transfer;

import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.StateCursor;
import dev.cairn.storage.StoredDatabase;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes the state as of one height, in the order of the keys and without holding more of it than a piece.
///
/// @param watch  is told how far it is
public record Export(
        StoredDatabase database, long height, KeyRange range, ExportForm form, TextForm text, ExportWatch watch) {
    private static final int BUFFER_BYTES = 1 << 16;

    /// Into a file that has its name when it is whole. Gives the number of entries.
    public long into(Path file) {
        if (Files.exists(file)) {
            throw new ExportRefusedException(file + " is there already. Name another file, or move this one away.");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long entries;
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                entries = into(out);
                out.getFD().sync();
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return entries;
        } catch (IOException e) {
            discard(part);
            throw failed(file.toString(), e);
        } catch (RuntimeException e) {
            discard(part);
            throw e;
        }
    }

    /// Into a stream that somebody else closes.
    public long into(OutputStream stream) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(stream, BUFFER_BYTES);
        BlockRecord block = database.reader()
                .block(height)
                .orElseThrow(() -> new ExportRefusedException("There is no block " + height + " in this database."));
        StateSink sink = StateSink.of(
                form, text, new ExportHead(database.facts().identity(), block, range.equals(KeyRange.all())), out);
        if (sink instanceof CairnFileWriter own) {
            own.changedKeys(database.reader()
                    .changedKeys(height, KeyRange.all())
                    .orElseThrow(() -> new ExportRefusedException(
                            "There is no list of what block " + height + " changed in this database.")));
        }
        try (WritingBeside beside = new WritingBeside(sink)) {
            long entries = entries(beside);
            beside.end(entries);
            out.flush();
            return entries;
        }
    }

    private long entries(StateSink sink) throws IOException {
        long entries = 0;
        try (StateCursor cursor = database.reader().cursor(height, range, ScanDirection.ASCENDING)) {
            while (cursor.next()) {
                sink.entry(
                        cursor.array(),
                        cursor.keyOffset(),
                        cursor.keyLength(),
                        cursor.valueOffset(),
                        cursor.valueLength());
                entries++;
                watch.wrote(entries, cursor.array(), cursor.keyOffset(), cursor.keyLength());
            }
        }
        return entries;
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // Its name says that it is not whole.
        }
    }

    /// For whoever writes elsewhere than into a file.
    public static UncheckedIOException failed(String where, IOException cause) {
        return new UncheckedIOException(
                "exporting to " + where + " failed: " + cause.getMessage() + "; look at the disk and the path", cause);
    }
}
