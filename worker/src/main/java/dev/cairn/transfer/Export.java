package dev.cairn.transfer;

import dev.cairn.folder.Claim;
import dev.cairn.folder.Folders;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.StateCursor;
import dev.cairn.storage.StoredDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Writes the state as of one height, in the order of the keys and without holding more of it than a piece.
///
/// @param watch  is told how far it is
public record Export(
        StoredDatabase database, long height, KeyRange range, ExportForm form, TextForm text, ExportWatch watch) {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String UNFINISHED = ".part";

    /// Into a file that has its name when it is whole. Gives the number of entries.
    public long into(Path file) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            throw new ExportRefusedException("There is no folder " + folder + ". Make it, or name another file.");
        }
        if (Files.exists(file)) {
            throw isThereAlready(file);
        }
        try (Claim part = Claim.on(file, UNFINISHED)
                .orElseThrow(() -> new ExportRefusedException("Another export to " + file
                        + " is under way. Wait until it has ended, or name another file."))) {
            long entries = into(Channels.newOutputStream(part.channel()));
            part.channel().force(true);
            // It may have come about meanwhile, so it is not replaced; that is looked at right before the name is
            // given.
            Files.move(part.file(), file);
            Folders.sync(folder);
            return entries;
        } catch (FileAlreadyExistsException _) {
            throw isThereAlready(file);
        } catch (IOException e) {
            throw failed(file.toString(), e);
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

    private static ExportRefusedException isThereAlready(Path file) {
        return new ExportRefusedException(file + " is there already. Name another file, or move this one away.");
    }

    /// For whoever writes elsewhere than into a file.
    public static UncheckedIOException failed(String where, IOException cause) {
        return new UncheckedIOException(
                "exporting to " + where + " failed: " + cause.getMessage() + "; look at the disk and the path", cause);
    }
}
