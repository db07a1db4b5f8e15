package dev.cairn.snapshot;

import dev.cairn.fault.Step;
import dev.cairn.folder.Folders;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.StorageRefusedException;
import dev.cairn.storage.Storages;
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
    private final Withdrawn withdrawn;

    /// @param directory  made with the first snapshot
    public Snapshots(Path directory, InstantSource clock) {
        this.directory = directory;
        catalog = new SnapshotCatalog(directory);
        taking = new SnapshotTaking(catalog, directory, clock);
        withdrawn = new Withdrawn(directory);
    }

    /// Sees that all of them are of one source, shard and handler: of others the newest would be taken for the newest
    /// of this one, and the oldest deleted. Throws [StorageRefusedException] with what to do.
    public void expectAllOf(StorageIdentity identity) {
        for (ListedSnapshot listed : at("listing the snapshots in", catalog::complete)) {
            List<String> problems =
                    Storages.problems(listed.knownManifest().database().identity(), identity);
            if (!problems.isEmpty()) {
                throw new StorageRefusedException.OtherIdentity(
                        "The snapshot " + listed.folder() + " is of another state: "
                                + String.join("; ", problems)
                                + ". Give each chain, handler and worker a snapshots.directory of its own, or move these away"
                                + " if they are not needed.");
            }
        }
    }

    /// Takes one of the newest block on disk, which may be there already; empty if there is no block yet. Whoever
    /// writes to the storage goes on meanwhile.
    public synchronized Optional<SnapshotManifest> take(Storage storage) {
        if (withdrawn.isRewinding()) {
            throw new SnapshotRefusedException(
                    "The database is being rewound, and what it still has above is not copied; wait until it is done.");
        }
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

    /// Before a database is rewound: what was taken above that height is of blocks, or of rules, that are not to come
    /// back. It is deleted here, and noted until the repository, too, has forgotten its own. From here on none
    /// is taken until [Withdrawn#rewindEnded].
    public synchronized List<SnapshotName> withdrawAbove(long height) {
        withdrawn.begin(height);
        Step.WITHDRAWAL_NOTED.reached();
        return at("withdrawing snapshots in", () -> {
            List<SnapshotName> gone = new ArrayList<>();
            for (ListedSnapshot above : catalog.list()) {
                if (above.height() > height && above.state() != SnapshotState.DAMAGED) {
                    deleteNamed(above.name());
                    gone.add(above.name());
                }
            }
            return gone;
        });
    }

    /// What rewinds have withdrawn, and the repository may have still.
    public Withdrawn withdrawn() {
        return withdrawn;
    }

    /// All of them: the finished ones, newest first, then those that were put aside.
    public List<ListedSnapshot> list() {
        return at("listing the snapshots in", catalog::list);
    }

    /// The newest finished one of a block that a database has. Others are of blocks that a rewind has replaced, or of
    /// another life of it; of those that it has forgotten nobody can tell, so they count.
    public Optional<SnapshotManifest> newest(Storage storage) {
        return at("listing the snapshots in", catalog::complete).stream()
                .filter(snapshot -> mayBeOf(storage, snapshot.name()))
                .findFirst()
                .flatMap(ListedSnapshot::manifest);
    }

    /// Its height.
    public OptionalLong newestHeight(Storage storage) {
        return newest(storage).stream()
                .mapToLong(manifest -> manifest.name().height())
                .findFirst();
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
        return restore(name, StorageConfig.Rocks.inOneFolder(target), progress);
    }

    /// The same where the database may lie in several places.
    public SnapshotManifest restore(SnapshotName name, StorageConfig.Rocks target, SnapshotProgress progress) {
        return whilePinned(
                name,
                () -> at("restoring a snapshot from", () -> SnapshotRestore.restore(existing(name), target, progress)));
    }

    /// Restores the newest one that fits; one that is found damaged is put aside, and the next older taken. Empty if
    /// none is left. One that only another release can read stays where it is, and the next older is taken.
    public Optional<SnapshotManifest> restoreNewestGood(
            StorageConfig.Rocks target, Predicate<SnapshotManifest> fits, SnapshotProgress progress) {
        for (ListedSnapshot listed : at("listing the snapshots in", catalog::list)) {
            if (listed.state() != SnapshotState.DAMAGED) {
                try {
                    if (readable(listed, progress).filter(fits).isPresent()) {
                        return Optional.of(restore(listed.name(), target, progress));
                    }
                } catch (SnapshotDamagedException e) {
                    at("putting a snapshot aside in", () -> catalog.putAside(listed.name()));
                    progress.isDamaged(listed.name().toString(), String.valueOf(e.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SnapshotManifest> readable(ListedSnapshot listed, SnapshotProgress progress) {
        try {
            return Optional.of(at("reading a snapshot in", () -> SnapshotCatalog.read(listed.folder())));
        } catch (SnapshotRefusedException e) {
            progress.isOfAnotherRelease(listed.name().toString(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// For whoever needs one.
    public static SnapshotDamagedException noneLeft(Path directory) {
        return new SnapshotDamagedException("No good snapshot is left in " + directory + ".", null);
    }

    /// Takes in one that somebody brings from elsewhere, unless it is here already. What was brought of it before
    /// goes on being brought, so it lies under a name that does not count until it is whole. What a rewind has
    /// withdrawn is refused; so all that lies here above such a height was taken after it, and may be restored.
    ///
    /// @param bringing  puts its files into a folder, and checks them
    public synchronized void receive(SnapshotManifest manifest, Consumer<Path> bringing) {
        at("receiving a snapshot in", () -> {
            if (catalog.find(manifest.name()).flatMap(ListedSnapshot::manifest).isEmpty()) {
                withdrawn.refuse(manifest.name());
                Path unfinished = catalog.receivedFolder(manifest.name());
                Files.createDirectories(unfinished);
                Files.deleteIfExists(unfinished.resolve(ManifestFile.NAME));
                bringing.accept(unfinished);
                // Bringing takes long, and a worker that runs beside may have been rewound meanwhile.
                withdrawn.refuse(manifest.name());
                taking.complete(manifest, unfinished);
            }
            return manifest;
        });
    }

    /// What was brought of one that turned out damaged is not gone on with.
    public synchronized void forgetReceived(SnapshotName name) {
        at("deleting what came of a snapshot in", () -> {
            Path received = catalog.receivedFolder(name);
            if (Files.exists(received)) {
                Folders.delete(received);
            }
            return name;
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

    /// Whether a database has the state that a snapshot is of, or has forgotten what it had there.
    public static boolean mayBeOf(Storage storage, SnapshotName name) {
        return name.height() < storage.earliestHeight()
                || storage.reader()
                        .block(name.height())
                        .filter(block ->
                                SnapshotName.of(CommittedPosition.after(block)).equals(name))
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
