package dev.cairn.snapshot;

import dev.cairn.fault.Step;
import dev.cairn.folder.Claim;
import dev.cairn.folder.DatabaseFolder;
import dev.cairn.folder.FolderGroup;
import dev.cairn.folder.Folders;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.TablePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Copies a snapshot to where a database is to be. It gets there under another name, is compared byte by byte on the
/// way, synced and opened, and only then named: what is found at the database's place is whole, whatever happens.
final class SnapshotRestore {
    private SnapshotRestore() {}

    /// @param place  an empty folder, or nothing yet, and the same for each where it is to have tables elsewhere
    static SnapshotManifest restore(Path folder, StorageConfig.Rocks place, SnapshotProgress progress)
            throws IOException {
        StorageConfig.Rocks target = place.movedTo(Folders::real);
        for (Path each : groupOf(target).all()) {
            Files.createDirectories(parent(each));
        }
        Path directory = target.directory();
        try (Claim _ = Claim.on(directory)
                .orElseThrow(() -> new SnapshotRefusedException("Another restore into " + directory
                        + ", or an import or repair there, is under way. Wait until it has ended."))) {
            return restoreAlone(folder, target, progress);
        }
    }

    private static SnapshotManifest restoreAlone(Path folder, StorageConfig.Rocks target, SnapshotProgress progress)
            throws IOException {
        FolderGroup names = groupOf(target);
        StorageConfig.Rocks copy = target.movedTo(DatabaseFolder::restoringOf);
        FolderGroup unfinished = groupOf(copy);
        Optional<Path> occupied = names.occupied(unfinished);
        if (occupied.isPresent()) {
            throw new SnapshotRefusedException("A snapshot is restored into an empty folder only, but " + occupied.get()
                    + " has files in it. Move them away, or name another folder.");
        }
        refuseAnotherDisk(names);
        SnapshotManifest manifest = SnapshotCatalog.read(folder);
        unfinished.discard(names);
        unfinished.make();
        try {
            copy(manifest, folder, copy, progress);
            Step.RESTORE_COPIED.reached();
            SnapshotCheck.opens(manifest, copy);
            Step.RESTORE_PROVED.reached();
            new DatabaseFolder(names).forgetDamage();
            unfinished.name(names);
            Step.RESTORE_NAMED.reached();
            return manifest;
        } catch (RuntimeException | IOException e) {
            unfinished.discard(names);
            throw e;
        }
    }

    private static void refuseAnotherDisk(FolderGroup target) throws IOException {
        for (Path folder : target.all()) {
            if (Files.exists(folder) && !Files.getFileStore(folder).equals(Files.getFileStore(parent(folder)))) {
                throw new SnapshotRefusedException("A snapshot is made whole beside its place and then moved there,"
                        + " but " + folder + " is where another disk is mounted. Name a folder on that disk, as "
                        + folder.resolve("shard-0") + ".");
            }
        }
    }

    private static void copy(SnapshotManifest manifest, Path from, StorageConfig.Rocks to, SnapshotProgress progress)
            throws IOException {
        progress.begins(manifest.name().toString(), manifest.bytes());
        Map<String, Path> places = placesOfTables(from, to);
        SnapshotCheck.SEVERAL.forEach(manifest.files(), file -> {
            Path source = from.resolve(file.name());
            SnapshotCheck.checkSize(file, source);
            Path place = places.getOrDefault(file.name(), to.directory());
            int crc32c = Checksums.ofCopying(source, place.resolve(file.name()), progress::did);
            SnapshotCheck.checkSum(file, source, crc32c);
        });
    }

    /// A snapshot lies in one folder, and knows where its tables belong.
    private static Map<String, Path> placesOfTables(Path snapshot, StorageConfig.Rocks to) {
        if (to.otherFolders().isEmpty()) {
            return Map.of();
        }
        try {
            return TablePlaces.of(snapshot, to);
        } catch (StorageFault.Corrupt e) {
            throw SnapshotCheck.doesNotOpen(snapshot, e);
        }
    }

    private static FolderGroup groupOf(StorageConfig.Rocks database) {
        return new FolderGroup(database.directory(), database.otherFolders());
    }

    private static Path parent(Path folder) {
        return Objects.requireNonNull(folder.toAbsolutePath().getParent());
    }
}
