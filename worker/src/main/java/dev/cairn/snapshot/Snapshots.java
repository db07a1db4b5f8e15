package dev.cairn.snapshot;

import dev.cairn.fault.Step;
import dev.cairn.folder.Folders;
import dev.cairn.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The snapshots of one shard in a folder: taken, kept, verified, restored and deleted.
/// **Threading:** any; one of them is taken or deleted at a time.
public final class Snapshots {
    private final Path directory;
    private final SnapshotCatalog catalog;
    private final SnapshotTaking taking;
    /// Somebody reads them, and keeps them from being deleted as old.
    private final Set<SnapshotName> pinned = ConcurrentHashMap.newKeySet();

    /// @param directory  made with the first snapshot
    public Snapshots(Path directory, InstantSource clock) {
        this.directory = directory;
        catalog = new SnapshotCatalog(directory);
        taking = new SnapshotTaking(catalog, directory, clock);
    }

    /// Takes one of the newest block on disk, which may be there already; empty if there is no block yet. Whoever
    /// writes to the storage goes on meanwhile.
    public synchronized Optional<SnapshotManifest> take(Storage storage) {
        return at("taking a snapshot in", () -> taking.take(storage));
    }

    /// Deletes the oldest ones beyond a number. Those of blocks that the database does not have, since it was rewound,
    /// go first. What was put aside is not counted, and stays.
    public synchronized List<SnapshotName> keep(int count, Storage storage) {
        return at("deleting old snapshots in", () -> {
            List<ListedSnapshot> oldestLast = new ArrayList<>(catalog.complete());
            oldestLast.sort(Comparator.comparing((ListedSnapshot listed) -> !mayBeOf(storage, listed.name()))
                    .thenComparing(
                            Comparator.comparingLong(ListedSnapshot::height).reversed()));
            List<SnapshotName> gone = new ArrayList<>();
            for (ListedSnapshot old : oldestLast.stream().skip(count).toList()) {
                if (!pinned.contains(old.name())) {
                    deleteNamed(old.name());
                    gone.add(old.name());
                }
            }
            return gone;
        });
    }

    /// All of them: the finished ones, newest first, then those that were put aside.
    public List<ListedSnapshot> list() {
        return at("listing the snapshots in", catalog::list);
    }

    /// The height of the newest finished one of a block that a database has. Others are of blocks that a rewind has
    /// replaced, or of another life of it; of those that it has forgotten nobody can tell, so they count.
    public OptionalLong newestHeight(Storage storage) {
        return at("listing the snapshots in", catalog::complete).stream()
                .map(ListedSnapshot::name)
                .filter(name -> mayBeOf(storage, name))
                .mapToLong(SnapshotName::height)
                .max();
    }

    /// The folder of a finished one.
    public Path folder(SnapshotName name) {
        return catalog.folder(name);
    }

    /// Reads all of it. Throws [SnapshotDamagedException] if it is not what was put there; it stays where it is.
    public SnapshotManifest verify(SnapshotName name, SnapshotProgress progress) {
        return at("verifying a snapshot in", () -> SnapshotCheck.whole(existing(name), progress));
    }

    public synchronized void delete(SnapshotName name) {
        at("deleting a snapshot in", () -> {
            existing(name);
            deleteNamed(name);
            return name;
        });
    }

    /// Copies it to where a database is to be, compared byte by byte on the way and opened once.
    ///
    /// @param target  an empty folder, or nothing yet
    public SnapshotManifest restore(SnapshotName name, Path target, SnapshotProgress progress) {
        return whilePinned(
                name,
                () -> at("restoring a snapshot from", () -> SnapshotRestore.restore(existing(name), target, progress)));
    }

    /// Restores the newest one that fits; one that is found damaged is put aside, and the next older taken. Empty if
    /// none is left.
    public Optional<SnapshotManifest> restoreNewestGood(
            Path target, Predicate<SnapshotManifest> fits, SnapshotProgress progress) {
        for (ListedSnapshot listed : at("listing the snapshots in", catalog::complete)) {
            if (fits.test(listed.manifest().orElseThrow())) {
                try {
                    return Optional.of(restore(listed.name(), target, progress));
                } catch (SnapshotDamagedException e) {
                    at("putting a snapshot aside in", () -> catalog.putAside(listed.name()));
                    progress.isDamaged(listed.name().toString(), String.valueOf(e.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    /// For whoever needs one.
    public static SnapshotDamagedException noneLeft(Path directory) {
        return new SnapshotDamagedException("No good snapshot is left in " + directory + ".", null);
    }

    /// Takes in one that somebody brings from elsewhere, unless it is here already. What was brought of it before
    /// goes on being brought, so it lies under a name that does not count until it is whole.
    ///
    /// @param bringing  puts its files into a folder, and checks them
    public synchronized void receive(SnapshotManifest manifest, Consumer<Path> bringing) {
        at("receiving a snapshot in", () -> {
            if (catalog.find(manifest.name()).flatMap(ListedSnapshot::manifest).isEmpty()) {
                Path unfinished = catalog.receivedFolder(manifest.name());
                Files.createDirectories(unfinished);
                Files.deleteIfExists(unfinished.resolve(ManifestFile.NAME));
                bringing.accept(unfinished);
                taking.complete(manifest, unfinished);
            }
            return manifest;
        });
    }

    /// Does something with one that is not to be deleted meanwhile.
    public <T> T whilePinned(SnapshotName name, Supplier<T> work) {
        pinned.add(name);
        try {
            return work.get();
        } finally {
            pinned.remove(name);
        }
    }

    private Path existing(SnapshotName name) throws IOException {
        if (catalog.find(name).isEmpty()) {
            throw new SnapshotRefusedException(
                    "There is no snapshot " + name + " in " + directory + "; the list shows which there are.");
        }
        return catalog.folder(name);
    }

    /// Without its name it is none any more, however far deleting comes.
    private void deleteNamed(SnapshotName name) throws IOException {
        Path unnamed = catalog.unfinishedFolder(name);
        Folders.name(catalog.folder(name), unnamed);
        Step.SNAPSHOT_UNNAMED.reached();
        Folders.delete(unnamed);
    }

    private static boolean mayBeOf(Storage storage, SnapshotName name) {
        return name.height() < storage.earliestHeight()
                || storage.reader()
                        .block(name.height())
                        .filter(block -> SnapshotName.of(block.ref()).equals(name))
                        .isPresent();
    }

    private interface Doing<T> {
        T now() throws IOException;
    }

    private <T> T at(String doing, Doing<T> work) {
        try {
            return work.now();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    doing + " " + directory + " failed: " + e
                            + "; look whether snapshots.directory can be written to and has space",
                    e);
        }
    }
}
