package dev.cairn.snapshot;

import dev.cairn.model.BlockRef;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The snapshots of one shard: folders named by height and hash, so that they sort by height. One that is being made
/// has another ending until all of it is on disk, so whatever happens, what has the right name is whole.
/// **Threading:** one snapshot is made at a time, in two steps.
public final class Snapshots {
    private static final String UNFINISHED = ".part";
    private static final Pattern NAME = Pattern.compile("(\\d{20})-[0-9a-f]{1,16}");
    private static final int HASH_DIGITS = 16;

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
        Path finished = directory.resolve(name(copy.block()));
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
        if (!Files.isDirectory(directory)) {
            return OptionalLong.empty();
        }
        try {
            return list(directory, Files::isDirectory).stream()
                    .map(folder -> NAME.matcher(folder.getFileName().toString()))
                    .filter(Matcher::matches)
                    .filter(name -> new BigInteger(name.group(1)).bitLength() < Long.SIZE)
                    .filter(name -> mayBeOf(storage, Long.parseLong(name.group(1)), name.group()))
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max();
        } catch (IOException e) {
            throw failed("listing", directory, e);
        }
    }

    private static boolean mayBeOf(Storage storage, long height, String name) {
        return height < storage.earliestHeight()
                || storage.reader()
                        .block(height)
                        .filter(block -> name(block.ref()).equals(name))
                        .isPresent();
    }

    private Copy copy(Storage storage, BlockRef block) {
        Path finished = directory.resolve(name(block));
        if (Files.isDirectory(finished)) {
            return new Copy(block, finished);
        }
        Path unfinished = directory.resolve(name(block) + UNFINISHED);
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

    private static String name(BlockRef block) {
        String hash = block.hash().toString();
        return String.format(
                Locale.ROOT,
                "%020d-%s",
                block.height().value(),
                hash.substring(0, Math.min(hash.length(), HASH_DIGITS)));
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
