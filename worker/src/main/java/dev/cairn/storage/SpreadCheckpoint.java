package dev.cairn.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Copies of an open database whose tables lie in several places, which RocksDB's checkpoint refuses. The list of files
/// is RocksDB's own, and everything comes to lie in one folder: names are unique in a database wherever its tables
/// are, and RocksDB looks in the last place it is given for tables of a place that it is not.
///
/// A table on another file system than the copy is copied, unless an earlier copy has it. While that takes, RocksDB
/// deletes no file, so what compactions replace takes space until the end.
final class SpreadCheckpoint {
    /// At the end of a table are its properties, by which no two tables are alike: what wrote it, and as which number.
    private static final int TELLING_BYTES = 64 << 10;

    private static final long PIECE_BYTES = 8 << 20;

    private final Path target;
    private final Optional<Path> earlier;

    private SpreadCheckpoint(Path target, Optional<Path> earlier) {
        this.target = target;
        this.earlier = earlier;
    }

    /// @param earlier  such a copy of before, if there is one
    static void create(RocksDB db, Path emptyTarget, Optional<Path> earlier) throws RocksDBException {
        LiveFiles live = LiveFiles.ofPlatform()
                .orElseThrow(() -> new UnsupportedOperationException("expected a database whose files lie in one"
                        + " place, but storage.rocksdb.tiers or storage.rocksdb.cold-directory spread them, and this"
                        + " platform's RocksDB library does not tell which they are; stop the worker, and copy all of"
                        + " its directories together"));
        Checkpoints.makeWay(emptyTarget);
        db.disableFileDeletions();
        try {
            new SpreadCheckpoint(emptyTarget, earlier).copy(live.of(db));
        } catch (IOException e) {
            throw Faults.ofCopying("making a checkpoint in " + emptyTarget, e);
        } finally {
            db.enableFileDeletions();
        }
    }

    private void copy(List<LiveFile> files) throws IOException {
        Files.createDirectory(target);
        try {
            for (LiveFile file : files) {
                copy(file, target.resolve(file.name()));
            }
            StatePlaces.writeMark(target);
        } catch (IOException | RuntimeException e) {
            giveUp(e);
            throw e;
        }
    }

    private void copy(LiveFile file, Path copy) throws IOException {
        if (file.content().isPresent()) {
            Files.writeString(copy, file.content().get());
        } else if (file.isGrown()) {
            copyBytes(file, copy);
        } else if (!isLinked(file.path(), copy) && !isLinkedFromEarlier(file, copy)) {
            copyBytes(file, copy);
        }
    }

    /// False where it cannot be, as from another file system.
    private static boolean isLinked(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private boolean isLinkedFromEarlier(LiveFile file, Path copy) throws IOException {
        if (earlier.isEmpty() || !file.isTable()) {
            return false;
        }
        Path before = earlier.get().resolve(file.name());
        return Files.exists(before) && endsTheSame(file, before) && isLinked(before, copy);
    }

    private static boolean endsTheSame(LiveFile file, Path before) throws IOException {
        return Files.size(before) == file.bytes() && end(file.path()).equals(end(before));
    }

    private static ByteBuffer end(Path table) throws IOException {
        try (FileChannel in = FileChannel.open(table)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(TELLING_BYTES, in.size()));
            long from = in.size() - end.capacity();
            while (end.hasRemaining() && in.read(end, from + end.position()) >= 0) {
                // A read may give less than was asked for.
            }
            return end.flip();
        }
    }

    private static void copyBytes(LiveFile file, Path copy) throws IOException {
        try (FileChannel in = FileChannel.open(file.path());
                FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            long copied = 0;
            while (copied < file.bytes()) {
                long moved = in.transferTo(copied, Math.min(PIECE_BYTES, file.bytes() - copied), out);
                if (moved <= 0) {
                    throw new StorageFault.Corrupt(
                            "The file " + file.path() + " ends after " + copied + " bytes, but by the manifest it has "
                                    + file.bytes() + ".",
                            null);
                }
                copied += moved;
            }
        }
    }

    /// Copies take space that others may need.
    private void giveUp(Exception cause) {
        try (Stream<Path> made = Files.list(target)) {
            for (Path file : made.toList()) {
                Files.delete(file);
            }
            Files.delete(target);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
