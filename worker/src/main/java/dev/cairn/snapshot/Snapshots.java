package dev.cairn.snapshot;

import dev.cairn.model.BlockRef;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The snapshots of one shard: folders, each with the name of its block. One that is being made
/// has another ending until all of it is on disk, so whatever happens, what has the right name is whole.
/// **Threading:** one snapshot is made at a time, in two steps.
public final class Snapshots {
    private static final String UNFINISHED = ".part";

    private static final Comparator<StoredSnapshot> NEWEST_FIRST = Comparator.comparingLong(StoredSnapshot::height)
            .thenComparing(StoredSnapshot::made)
            .reversed();

    private final Path directory;

    /// @param directory  made with the first snapshot
    public Snapshots(Path directory) {
        this.directory = directory;
    }

    /// A copy that nobody may rely on yet.
    ///
    /// @param folder  where it lies; the finished one, if there is a snapshot of that block already
    public record Copy(BlockRef block, Path folder) {}

    /// Copies what is committed, which is durable then; empty if nothing is. **Threading:** the storage's writer.
    public Optional<Copy> begin(Storage storage) {
        Optional<BlockRef> newest = storage.committed().map(CommittedPosition::block);
        newest.ifPresent(_ -> storage.flushMemtables());
        return newest.map(block -> copy(storage, block));
    }

    /// Makes a copy last, and gives it its name. **Threading:** any.
    public Snapshot finish(Copy copy) {
        Path finished = directory.resolve(SnapshotName.of(copy.block()).toString());
        if (!copy.folder().equals(finished)) {
            try {
                for (Path file : list(copy.folder(), Files::isRegularFile)) {
                    sync(file);
                }
                sync(copy.folder());
                Files.move(copy.folder(), finished, StandardCopyOption.ATOMIC_MOVE);
                sync(directory);
            } catch (IOException e) {
                throw failed("finishing", finished, e);
            }
        }
        return new Snapshot(copy.block(), finished);
    }

    /// The height of the newest finished one of a block that a database has. Others are of blocks that a rewind has
    /// replaced, or of another life of it; of those that it has forgotten nobody can tell, so they count.
    public OptionalLong newestHeight(Storage storage) {
        return finished().keySet().stream()
                .filter(name -> mayBeOf(storage, name))
                .mapToLong(SnapshotName::height)
                .max();
    }

    /// The finished ones, newest first. One that is being deleted may be told of or not.
    public List<StoredSnapshot> stored() {
        List<StoredSnapshot> stored = new ArrayList<>();
        finished().forEach((name, folder) -> measured(name, folder).ifPresent(stored::add));
        stored.sort(NEWEST_FIRST);
        return stored;
    }

    private Map<SnapshotName, Path> finished() {
        Map<SnapshotName, Path> finished = new HashMap<>();
        if (Files.isDirectory(directory)) {
            try {
                for (Path folder : list(directory, Files::isDirectory)) {
                    SnapshotName.parse(folder.getFileName().toString()).ifPresent(name -> finished.put(name, folder));
                }
            } catch (IOException e) {
                throw failed("listing", directory, e);
            }
        }
        return finished;
    }

    private static Optional<StoredSnapshot> measured(SnapshotName name, Path folder) {
        try {
            long bytes = 0;
            for (Path file : list(folder, Files::isRegularFile)) {
                bytes += Files.size(file);
            }
            return Optional.of(
                    new StoredSnapshot(name, Files.getLastModifiedTime(folder).toInstant(), bytes, folder));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("measuring", folder, e);
        }
    }

    private static boolean mayBeOf(Storage storage, SnapshotName name) {
        return name.height() < storage.earliestHeight()
                || storage.reader()
                        .block(name.height())
                        .filter(block -> SnapshotName.of(block.ref()).equals(name))
                        .isPresent();
    }

    private Copy copy(Storage storage, BlockRef block) {
        String name = SnapshotName.of(block).toString();
        Path finished = directory.resolve(name);
        if (Files.isDirectory(finished)) {
            return new Copy(block, finished);
        }
        Path unfinished = directory.resolve(name + UNFINISHED);
        try {
            Files.createDirectories(directory);
            for (Path left : list(directory, folder -> folder.toString().endsWith(UNFINISHED))) {
                delete(left);
            }
        } catch (IOException e) {
            throw failed("preparing", unfinished, e);
        }
        storage.checkpoint(unfinished);
        return new Copy(block, unfinished);
    }

    private static List<Path> list(Path folder, Predicate<Path> which) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(which).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    /// A folder is written like a file: its entries.
    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static UncheckedIOException failed(String doing, Path place, IOException cause) {
        return new UncheckedIOException(
                doing + " the snapshot " + place + " failed: " + cause
                        + "; look whether snapshots.directory can be written to and has space",
                cause);
    }
}
