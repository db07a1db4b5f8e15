package dev.cairn.repository;

import dev.cairn.folder.Folders;
import dev.cairn.thread.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fetches the files of a snapshot into a folder of their own. A file gets its name when it is whole and on
/// the disk; whoever comes after a fetch that died takes what is whole, and goes on in the middle of what
/// is not.
final class Fetching {
    private static final int TRIES_WITHOUT_PROGRESS = 5;

    private final Shelf shelf;
    private final Parallel parallel;
    private final String name;
    private final StoredManifest manifest;
    private final Path folder;
    private final TransferListener listener;

    Fetching(
            Shelf shelf,
            Parallel parallel,
            String name,
            StoredManifest manifest,
            Path folder,
            TransferListener listener) {
        this.shelf = shelf;
        this.parallel = parallel;
        this.name = name;
        this.manifest = manifest;
        this.folder = folder;
        this.listener = listener;
    }

    TransferReport run() {
        try {
            Files.createDirectories(folder);
            refuseStrangers();
            List<StoredManifest.StoredFile> missing = new ArrayList<>();
            for (StoredManifest.StoredFile stored : manifest.files()) {
                if (!isWhole(stored.file())) {
                    missing.add(stored);
                }
            }
            TransferReport report = fetch(missing);
            Folders.sync(folder);
            return report;
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /// What else lies there would become part of the database.
    private void refuseStrangers() throws IOException {
        Set<String> ours = manifest.files().stream()
                .flatMap(stored -> Stream.of(stored.file().name(), stored.file().unfinishedName()))
                .collect(Collectors.toSet());
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> strangers = entries.map(entry -> entry.getFileName().toString())
                    .filter(entry -> !ours.contains(entry))
                    .sorted()
                    .limit(3)
                    .toList();
            if (!strangers.isEmpty()) {
                throw new RepositoryException(
                        "expected the folder " + folder + " to be empty, but there is " + String.join(", ", strangers)
                                + " in it; name an empty one, or one that does not exist",
                        null);
            }
        }
    }

    private boolean isWhole(RepositoryFile file) throws IOException {
        Path path = folder.resolve(file.name());
        if (!Files.exists(path)) {
            return false;
        }
        CheckedCopy copy = new CheckedCopy(_ -> {});
        try (InputStream before = Files.newInputStream(path)) {
            copy.resume(before);
        }
        if (copy.check(file).isEmpty()) {
            return true;
        }
        Files.delete(path);
        return false;
    }

    private TransferReport fetch(List<StoredManifest.StoredFile> missing) throws IOException {
        long toMove =
                missing.stream().mapToLong(stored -> stored.file().bytes()).sum();
        long all = manifest.files().stream()
                .mapToLong(stored -> stored.file().bytes())
                .sum();
        refuseSmallDisk(toMove);
        listener.planned(toMove, all - toMove);
        missing.sort(Comparator.comparingLong(
                        (StoredManifest.StoredFile stored) -> stored.file().bytes())
                .reversed());
        parallel.forEach(missing, this::fetch);
        return new TransferReport(false, missing.size(), toMove, all - toMove);
    }

    private void refuseSmallDisk(long bytes) throws IOException {
        long room = Files.getFileStore(folder).getUsableSpace();
        if (room < bytes) {
            throw new RepositoryException(
                    "fetching the snapshot %s needs %,d bytes, but the disk of %s has %,d left; make room, or name a folder on another disk"
                            .formatted(name, bytes, folder, room),
                    null);
        }
    }

    private void fetch(StoredManifest.StoredFile stored) {
        Path unfinished = folder.resolve(stored.file().unfinishedName());
        try {
            if (!fetched(stored, unfinished)) {
                // What an earlier try has left may be what is wrong.
                Files.delete(unfinished);
                if (!fetched(stored, unfinished)) {
                    throw new DamagedSnapshotException(
                            "the file %s of the snapshot %s is damaged in %s (%s): its bytes do not have the checksum %08x; take an older snapshot, and delete this one"
                                    .formatted(
                                            stored.file().name(),
                                            name,
                                            shelf.store().description(),
                                            keyOf(stored),
                                            stored.file().crc32c()),
                            null);
                }
            }
            Files.move(unfinished, folder.resolve(stored.file().name()), StandardCopyOption.ATOMIC_MOVE);
        } catch (AbsentObjectException e) {
            throw new DamagedSnapshotException(
                    "the file %s of the snapshot %s is missing: %s; if the snapshot was deleted just now, take another one, else look who deletes objects there"
                            .formatted(stored.file().name(), name, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw failed(unfinished, e);
        }
    }

    /// Whether the bytes are those that were sent.
    private boolean fetched(StoredManifest.StoredFile stored, Path unfinished) throws IOException {
        LongConsumer progress = listener::moved;
        CheckedCopy copy = new CheckedCopy(progress);
        if (Files.exists(unfinished)) {
            try (InputStream before = Files.newInputStream(unfinished)) {
                copy.resume(before);
            }
            progress.accept(copy.bytes());
        }
        try (FileChannel to = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            copyToEnd(stored, copy, to);
            to.force(true);
        }
        return copy.check(stored.file()).isEmpty();
    }

    /// A connection may break in the middle; what has come is not asked for again.
    private void copyToEnd(StoredManifest.StoredFile stored, CheckedCopy copy, FileChannel to) {
        int tries = TRIES_WITHOUT_PROGRESS;
        while (copy.bytes() < stored.file().bytes()) {
            long before = copy.bytes();
            try (InputStream from = shelf.store().open(keyOf(stored), before)) {
                copy.copy(from, new WritesOf(to));
                return;
            } catch (WritesOf.FailedException e) {
                throw failed(folder.resolve(stored.file().unfinishedName()), e.cause());
            } catch (IOException e) {
                tries = copy.bytes() > before ? TRIES_WITHOUT_PROGRESS : tries - 1;
                if (tries == 0) {
                    throw new RepositoryException(
                            "reading %s in %s broke off %d times at byte %,d: %s; look at the network and the server, and try again: what has come is not fetched again"
                                    .formatted(
                                            keyOf(stored),
                                            shelf.store().description(),
                                            TRIES_WITHOUT_PROGRESS,
                                            copy.bytes(),
                                            e),
                            e);
                }
            }
        }
    }

    private String keyOf(StoredManifest.StoredFile stored) {
        return shelf.keys().files() + stored.object();
    }

    private static RepositoryException failed(Path place, IOException cause) {
        return new RepositoryException(
                "writing " + place + " failed: " + cause
                        + "; look whether the worker may write there, and whether there"
                        + " is space; what has come is not fetched again",
                cause);
    }
}
