package dev.cairn.snapshot;

import dev.cairn.fault.Step;
import dev.cairn.folder.Folders;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StoredDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a snapshot, beside whoever writes to the database. Until its last step it has a name that does not count, so
/// whatever happens, what has the right name is whole: linked, listed, synced and opened once.
final class SnapshotTaking {
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
        storage.checkpoint(unfinished);
        Step.SNAPSHOT_LINKED.reached();
        return Optional.of(finish(unfinished));
    }

    private SnapshotManifest finish(Path unfinished) throws IOException {
        KnownFiles known = KnownFiles.of(catalog.complete());
        List<Path> added = new ArrayList<>();
        List<SnapshotFile> files = new ArrayList<>();
        for (Path file : Folders.list(unfinished).stream().sorted().toList()) {
            Optional<SnapshotFile> same = known.find(file);
            if (same.isPresent()) {
                files.add(same.get());
            } else {
                files.add(measured(file));
                added.add(file);
            }
        }
        SnapshotManifest manifest = new SnapshotManifest(proved(unfinished, added), clock.instant(), files);
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

    private static SnapshotFile measured(Path file) throws IOException {
        return new SnapshotFile(file.getFileName().toString(), Files.size(file), Checksums.of(file, _ -> {}));
    }

    /// Opens it as whoever restores it will, and reads the tables that no older snapshot has block by block.
    private static DatabaseFacts proved(Path folder, List<Path> added) {
        try (StoredDatabase copy = StoredDatabase.openFolder(folder)) {
            added.stream().filter(file -> file.toString().endsWith(".sst")).forEach(StoredDatabase::verifyTable);
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
