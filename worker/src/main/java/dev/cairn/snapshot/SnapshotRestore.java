package dev.cairn.snapshot;

import dev.cairn.fault.Step;
import dev.cairn.folder.Claim;
import dev.cairn.folder.DatabaseFolder;
import dev.cairn.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Copies a snapshot to where a database is to be. It gets there under another name, is compared byte by byte on the
/// way, synced and opened, and only then named: what is found at the database's place is whole, whatever happens.
final class SnapshotRestore {
    private static final String UNFINISHED = ".restoring";

    private SnapshotRestore() {}

    /// @param place  an empty folder, or nothing yet
    static SnapshotManifest restore(Path folder, Path place, SnapshotProgress progress) throws IOException {
        Path target = Folders.real(place);
        Files.createDirectories(Objects.requireNonNull(target.toAbsolutePath().getParent()));
        try (Claim _ = Claim.on(target)
                .orElseThrow(() -> new SnapshotRefusedException("Another restore into " + target
                        + ", or an import or repair there, is under way. Wait until it has ended."))) {
            return restoreAlone(folder, target, progress);
        }
    }

    private static SnapshotManifest restoreAlone(Path folder, Path target, SnapshotProgress progress)
            throws IOException {
        if (!Folders.isEmptyOrMissing(target)) {
            throw new SnapshotRefusedException("A snapshot is restored into an empty folder only, but " + target
                    + " has files in it. Move them away, or name another folder.");
        }
        refuseAnotherDisk(target);
        SnapshotManifest manifest = SnapshotCatalog.read(folder);
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        Folders.delete(unfinished);
        Files.createDirectories(unfinished);
        try {
            copy(manifest, folder, unfinished, progress);
            Step.RESTORE_COPIED.reached();
            SnapshotCheck.opens(manifest, unfinished);
            Step.RESTORE_PROVED.reached();
            new DatabaseFolder(target).forgetDamage();
            Folders.name(unfinished, target);
            Step.RESTORE_NAMED.reached();
            return manifest;
        } catch (RuntimeException | IOException e) {
            Folders.delete(unfinished);
            throw e;
        }
    }

    private static void refuseAnotherDisk(Path target) throws IOException {
        Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent());
        if (Files.exists(target) && !Files.getFileStore(target).equals(Files.getFileStore(parent))) {
            throw new SnapshotRefusedException("A snapshot is made whole beside its place and then moved there, but "
                    + target + " is where another disk is mounted. Name a folder on that disk, as "
                    + target.resolve("shard-0") + ".");
        }
    }

    private static void copy(SnapshotManifest manifest, Path from, Path to, SnapshotProgress progress)
            throws IOException {
        progress.begins(manifest.name().toString(), manifest.bytes());
        SnapshotCheck.SEVERAL.forEach(manifest.files(), file -> {
            Path source = from.resolve(file.name());
            SnapshotCheck.checkSize(file, source);
            int crc32c = Checksums.ofCopying(source, to.resolve(file.name()), progress::did);
            SnapshotCheck.checkSum(file, source, crc32c);
        });
    }
}
