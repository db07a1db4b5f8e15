package dev.cairn.repository;

import dev.cairn.thread.Parallel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The snapshots of one shard that outlive its machine. What is listed is whole; what is there already is
/// not sent again; what dies in the middle is gone on with. Several workers may send, fetch, delete and
/// collect at the same time. **Threading:** any.
public final class SnapshotRepository {
    private static final Comparator<RepositorySnapshot> NEWEST_FIRST = Comparator.comparingLong(
                    RepositorySnapshot::height)
            .thenComparing(RepositorySnapshot::sent)
            .reversed();

    private final Shelf shelf;
    private final Parallel parallel;
    private final RepositoryClock clock;
    private final RandomGenerator ids;

    /// @param store     which is shared, and closed by whoever opened it
    /// @param parallel  how many files are moved at a time
    public SnapshotRepository(ObjectStore store, RepositoryPlace place, int parallel) {
        this(
                new Shelf(store, new ObjectKeys(place.folder())),
                new Parallel("repository", parallel),
                RepositoryClock.ofProcess(),
                new SecureRandom());
    }

    SnapshotRepository(Shelf shelf, Parallel parallel, RepositoryClock clock, RandomGenerator ids) {
        this.shelf = shelf;
        this.parallel = parallel;
        this.clock = clock;
        this.ids = ids;
    }

    RepositoryPlace place() {
        return new RepositoryPlace(shelf.keys().place());
    }

    /// The snapshots that are whole, newest first: by height, and of one height the one that was sent last.
    public List<RepositorySnapshot> list() {
        Set<String> seen = new HashSet<>();
        return shelf.wholeSnapshots().stream()
                .flatMap(entry -> ObjectKeys.snapshotNameOf(entry)
                        .map(name -> new RepositorySnapshot(name, ObjectKeys.heightOf(name), entry.made()))
                        .stream())
                .sorted(NEWEST_FIRST)
                .filter(snapshot -> seen.add(snapshot.name()))
                .toList();
    }

    /// The same, with what each of them takes; reads the entries of all.
    public List<HeldSnapshot> held() {
        return Holdings.of(shelf, list());
    }

    /// Where that is, for operators.
    public String description() {
        return shelf.store().description() + ", below " + shelf.keys().place();
    }

    /// Sends what is not there yet. After a failure the same call goes on where this one was.
    public TransferReport send(OutgoingSnapshot snapshot, TransferListener listener) {
        if (entryOf(snapshot.name()).isPresent()) {
            long bytes =
                    snapshot.files().stream().mapToLong(RepositoryFile::bytes).sum();
            listener.planned(0, bytes);
            return new TransferReport(true, 0, 0, bytes);
        }
        return new Sending(shelf, parallel, clock, snapshot, listener, newId()).run();
    }

    /// What was given with the snapshot.
    public String manifest(String name) {
        return shelf.manifest(entry(name)).manifest();
    }

    /// Fetches the files of a snapshot, and checks each of them. After a failure the same call goes on
    /// where this one was.
    ///
    /// @param folder  made if there is none; nothing may lie in it but what an earlier call for the same
    ///                snapshot left
    /// @throws DamagedSnapshotException  if the repository does not have what was sent, so take an older one
    public TransferReport fetch(String name, Path folder, TransferListener listener) {
        StoredManifest manifest = shelf.manifest(entry(name));
        return new Fetching(shelf, parallel, name, manifest, folder, listener).run();
    }

    /// Forgets a snapshot. Its files stay until garbage is collected, since others may share them.
    public void delete(String name) {
        for (StoredObject entry : shelf.wholeSnapshots()) {
            if (ObjectKeys.snapshotNameOf(entry).filter(name::equals).isPresent()) {
                shelf.store().delete(entry.key());
            }
        }
    }

    /// Deletes what no snapshot names and nobody is sending.
    public CollectReport collectGarbage() {
        return new Collecting(shelf, parallel, clock, newId()).run();
    }

    private StoredObject entry(String name) {
        return entryOf(name)
                .orElseThrow(() -> new RepositoryException(
                        "there is no snapshot " + name + " in " + shelf.store().description() + " below "
                                + shelf.keys().place() + "; list those that there are, and name one of them",
                        null));
    }

    private Optional<StoredObject> entryOf(String name) {
        return shelf.wholeSnapshots().stream()
                .filter(entry ->
                        ObjectKeys.snapshotNameOf(entry).filter(name::equals).isPresent())
                .max(Comparator.comparing(StoredObject::made).thenComparing(StoredObject::key));
    }

    private String newId() {
        return HexFormat.of().toHexDigits(ids.nextLong());
    }
}
