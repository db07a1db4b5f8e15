package dev.cairn.snapshot;

import dev.cairn.fault.Step;
import dev.cairn.folder.Folders;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.thread.Parallel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Makes a snapshot, beside whoever writes to the database. Until its last step it has a name that does not count, so
/// whatever happens, what has the right name is whole: linked, listed, synced and opened once.
final class SnapshotTaking {
    /// Of many files, as of a first snapshot. More would take the processors from the feed and from readers.
    private static final Parallel TWO = new Parallel("snapshot-file", 2);

    private final SnapshotCatalog catalog;
    private final Path directory;
    private final InstantSource clock;

    SnapshotTaking(SnapshotCatalog catalog, Path directory, InstantSource clock) {
        this.catalog = catalog;
        this.directory = directory;
        this.clock = clock;
    }

    /// The snapshot of the newest block on disk, which may be there already; empty if there is no block.
    Optional<SnapshotManifest> take(Storage storage) throws IOException {
        if (storage.committed().isEmpty()) {
            return Optional.empty();
        }
        Files.createDirectories(directory);
        catalog.deleteUnfinished();
        Optional<ListedSnapshot> there =
                catalog.find(SnapshotName.of(storage.committed().get()));
        if (there.flatMap(ListedSnapshot::manifest).isPresent()) {
            return there.get().manifest();
        }
        Path unfinished = catalog.nextUnfinishedFolder();
        storage.checkpoint(
                unfinished,
                catalog.complete().stream().map(ListedSnapshot::folder).findFirst());
        Step.SNAPSHOT_LINKED.reached();
        return Optional.of(finish(unfinished, storage));
    }

    private SnapshotManifest finish(Path unfinished, Storage storage) throws IOException {
        KnownFiles known = KnownFiles.of(catalog.complete());
        List<Path> added = new ArrayList<>();
        NavigableMap<String, SnapshotFile> files = new ConcurrentSkipListMap<>();
        for (Path file : Folders.list(unfinished)) {
            known.find(file).ifPresentOrElse(same -> files.put(same.name(), same), () -> added.add(file));
        }
        TWO.forEach(added, file -> {
            SnapshotFile measured = measured(file, storage);
            files.put(measured.name(), measured);
        });
        SnapshotManifest manifest =
                new SnapshotManifest(openedOnce(unfinished), clock.instant(), List.copyOf(files.values()));
        write(manifest, unfinished.resolve(ManifestFile.NAME));
        Step.SNAPSHOT_LISTED.reached();
        for (Path file : added) {
            Folders.sync(file);
        }
        Step.SNAPSHOT_PROVED.reached();
        name(unfinished, manifest.name());
        Step.SNAPSHOT_NAMED.reached();
        return manifest;
    }

    /// Makes a snapshot of files that have come from elsewhere and are checked and synced.
    void complete(SnapshotManifest manifest, Path unfinished) throws IOException {
        SnapshotCheck.opens(manifest, unfinished);
        write(manifest, unfinished.resolve(ManifestFile.NAME));
        Step.RECEIVED_PROVED.reached();
        name(unfinished, manifest.name());
    }

    /// What no older snapshot has is read: for its checksum, and if it is a table, block by block as RocksDB would.
    private static SnapshotFile measured(Path file, Storage storage) throws IOException {
        SnapshotFile measured =
                new SnapshotFile(file.getFileName().toString(), Files.size(file), Checksums.of(file, _ -> {}));
        if (measured.name().endsWith(".sst")) {
            storage.verifyCopied(file);
        }
        return measured;
    }

    /// As whoever restores it will.
    private static DatabaseFacts openedOnce(Path folder) {
        try (StoredDatabase copy = StoredDatabase.openFolder(folder)) {
            return copy.facts();
        }
    }

    private static void write(SnapshotManifest manifest, Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer text = ByteBuffer.wrap(ManifestFile.encode(manifest));
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
    }

    /// Another of the same block may have come about if its manifest could not be read: it gives way.
    private void name(Path unfinished, SnapshotName name) throws IOException {
        Path finished = catalog.folder(name);
        if (Files.isDirectory(finished)) {
            catalog.putAside(name);
        }
        Folders.name(unfinished, finished);
    }
}
