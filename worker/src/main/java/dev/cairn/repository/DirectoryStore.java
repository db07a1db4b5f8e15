package dev.cairn.repository;

import dev.cairn.folder.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/// A directory as a store: an object is a file. It is written under another name, brought to the disk, and
/// gets its own name then, so what has its name is whole; the folder is brought to the disk after it.
///
/// The directory itself is never made: where it is missing, a disk is not mounted, and what was written in
/// its place would fill another one.
final class DirectoryStore implements ObjectStore {
    private static final String UNFINISHED = ".part";

    private final Path root;

    DirectoryStore(Path root) {
        this.root = root;
    }

    @Override
    public void put(String key, Path path, RepositoryFile file, LongConsumer progress) {
        inRoot("writing", key, () -> {
            Path target = pathOf(key);
            Path unfinished = unfinished(target);
            try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ);
                    FileChannel to =
                            FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                CheckedCopy copy = new CheckedCopy(progress);
                copy.copy(Channels.newInputStream(from), to);
                copy.check(file).ifPresent(flaw -> {
                    throw new RepositoryException(
                            "the file " + path + " is not what its snapshot says: " + flaw
                                    + "; verify the snapshot, and take another one if it is damaged",
                            null);
                });
                to.force(true);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(unfinished);
                throw e;
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(folderOf(target));
            return target;
        });
    }

    /// A second name for a file is refused where the name is taken, on every file system and by one step.
    @Override
    public boolean create(String key, byte[] content) {
        return inRoot("writing", key, () -> {
            Path target = pathOf(key);
            Path unfinished = unfinished(target);
            try (FileChannel to =
                    FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    to.write(left);
                }
                to.force(true);
                Files.createLink(target, unfinished);
            } catch (FileAlreadyExistsException _) {
                return Arrays.equals(Files.readAllBytes(target), content);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            Folders.sync(folderOf(target));
            return true;
        });
    }

    @Override
    public InputStream open(String key, long fromByte) {
        return inRoot("reading", key, () -> {
            try {
                FileChannel channel = FileChannel.open(pathOf(key), StandardOpenOption.READ);
                return Channels.newInputStream(channel.position(fromByte));
            } catch (NoSuchFileException e) {
                throw new AbsentObjectException(key, description(), e);
            }
        });
    }

    @Override
    public List<StoredObject> list(String folder) {
        return inRoot("listing", folder, () -> {
            List<StoredObject> objects = new ArrayList<>();
            for (Path file : filesIn(folder)) {
                String name = file.getFileName().toString();
                if (!name.endsWith(UNFINISHED)) {
                    try {
                        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                        if (attributes.isRegularFile()) {
                            objects.add(new StoredObject(
                                    folder + name,
                                    attributes.size(),
                                    attributes.lastModifiedTime().toInstant()));
                        }
                    } catch (NoSuchFileException _) {
                        // Somebody has deleted it just now.
                    }
                }
            }
            return objects;
        });
    }

    @Override
    public void delete(String key) {
        inRoot("deleting", key, () -> Files.deleteIfExists(pathOf(key)));
    }

    @Override
    public void discardUnfinished(String folder, Instant startedBefore) {
        inRoot("tidying", folder, () -> {
            for (Path file : filesIn(folder)) {
                if (file.toString().endsWith(UNFINISHED)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(startedBefore)) {
                    Files.deleteIfExists(file);
                }
            }
            return folder;
        });
    }

    @Override
    public String description() {
        return "the repository " + root;
    }

    @Override
    public void close() {}

    private List<Path> filesIn(String folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(pathOf(folder))) {
            List<Path> files = new ArrayList<>();
            entries.forEach(files::add);
            return files;
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private Path pathOf(String key) {
        Path path = root.resolve(key).normalize();
        if (!path.startsWith(root.normalize())) {
            throw new IllegalArgumentException("expected a key inside the repository, but got '" + key + "'");
        }
        return path;
    }

    private Path unfinished(Path target) throws IOException {
        makeFolder(folderOf(target));
        return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeFolder(folderOf(folder));
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException _) {
                // Somebody else was quicker.
            }
            Folders.sync(folderOf(folder));
        }
    }

    private static Path folderOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("expected a path with a folder, but got " + path);
        }
        return parent;
    }

    private interface Deed<T> {
        T run() throws IOException;
    }

    private <T> T inRoot(String doing, String key, Deed<T> deed) {
        if (!Files.isDirectory(root)) {
            throw new RepositoryException(
                    "expected the repository " + root + " to be a directory, but there is none; mount its disk, or make"
                            + " it, or correct snapshots.repository.directory",
                    null);
        }
        try {
            return deed.run();
        } catch (IOException | UnsupportedOperationException e) {
            throw new RepositoryException(
                    "%s %s in the repository %s failed: %s; %s".formatted(doing, key, root, e, whatToDo(e)), e);
        }
    }

    private static String whatToDo(Exception e) {
        boolean lacksLinks = e instanceof UnsupportedOperationException
                || e instanceof AtomicMoveNotSupportedException
                || String.valueOf(e.getMessage()).contains("Operation not permitted");
        return lacksLinks
                ? "it has to be on a file system with hard links, so choose another one"
                : "look whether the worker may write there, and whether there is space";
    }
}
