package dev.cairn.repository;

import dev.cairn.snapshot.ManifestFile;
import dev.cairn.snapshot.SnapshotDamagedException;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotName;
import dev.cairn.snapshot.SnapshotRefusedException;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.StorageIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/// Between the snapshots on this machine and those in a repository: each is sent and fetched whole, manifest and all.
/// **Threading:** any.
public final class SnapshotTransfers {
    private final SnapshotRepository repository;
    private final Snapshots snapshots;

    public SnapshotTransfers(SnapshotRepository repository, Snapshots snapshots) {
        this.repository = repository;
        this.snapshots = snapshots;
    }

    /// Those of one place in a store.
    ///
    /// @param parallel  how many files are moved at a time
    public static SnapshotTransfers in(ObjectStore store, RepositoryPlace place, int parallel, Snapshots snapshots) {
        return new SnapshotTransfers(new SnapshotRepository(store, place, parallel), snapshots);
    }

    /// Where the snapshots of a database lie.
    public static RepositoryPlace placeOf(StorageIdentity identity) {
        return RepositoryPlace.of(
                identity.clusterId(), identity.topicIds(), identity.handler().orElse(""), identity.shard());
    }

    /// Those in the repository, newest first.
    public List<RepositorySnapshot> list() {
        return repository.list();
    }

    /// The same, with what each takes there; reads the entries of all.
    public List<HeldSnapshot> held() {
        return repository.held();
    }

    /// Where they are, for operators.
    public String description() {
        return repository.description();
    }

    /// Sends one. Nobody deletes it meanwhile.
    public TransferReport send(SnapshotManifest manifest, TransferListener listener) {
        SnapshotName name = manifest.name();
        return snapshots.whilePinned(
                name,
                () -> repository.send(
                        new OutgoingSnapshot(
                                name.toString(),
                                new String(ManifestFile.encode(manifest), StandardCharsets.UTF_8),
                                manifest.files().stream()
                                        .map(file -> new RepositoryFile(
                                                file.name(), file.bytes(), Integer.toUnsignedLong(file.crc32c())))
                                        .toList(),
                                snapshots.folder(name)),
                        listener));
    }

    /// Brings one to this machine, where it is a snapshot like those that were taken here.
    ///
    /// @throws DamagedSnapshotException  if the repository does not have what was sent
    /// @throws SnapshotRefusedException  if a rewind has withdrawn it, or only a later release can read it
    public SnapshotManifest receive(RepositorySnapshot wanted, TransferListener listener) {
        SnapshotManifest manifest = ManifestFile.decode(
                repository.manifest(wanted.name()).getBytes(StandardCharsets.UTF_8),
                wanted.name() + " in the repository");
        expectWhatItIsListedAs(wanted, manifest);
        try {
            snapshots.receive(manifest, folder -> repository.fetch(wanted.name(), folder, listener));
            return manifest;
        } catch (DamagedSnapshotException | SnapshotDamagedException | SnapshotRefusedException e) {
            // Nobody goes on with it.
            snapshots.forgetReceived(manifest.name());
            throw e;
        }
    }

    private void expectWhatItIsListedAs(RepositorySnapshot wanted, SnapshotManifest manifest) {
        StorageIdentity identity = manifest.database().identity();
        boolean isAsListed = manifest.name().toString().equals(wanted.name())
                && placeOf(identity).equals(repository.place());
        if (!isAsListed) {
            throw new DamagedSnapshotException(
                    "what is listed as %s in %s is the snapshot %s of %s; whoever put it there has mistaken it. Delete it there: cairn snapshot delete --repository %s"
                            .formatted(
                                    wanted.name(),
                                    repository.description(),
                                    manifest.name(),
                                    placeOf(identity).folder(),
                                    wanted.name()),
                    null);
        }
    }

    /// Deletes one in the repository, and what only it had.
    public CollectReport delete(RepositorySnapshot snapshot) {
        repository.delete(snapshot.name());
        return repository.collectGarbage();
    }

    /// Deletes the oldest ones beyond a number, and what only they had. Tells how many those were.
    public int keep(int count) {
        return delete(list().stream().skip(count).toList());
    }

    /// Deletes those that count no more, and what only they had. Tells how many those were.
    public int withdraw(Predicate<SnapshotName> countsNoMore) {
        return delete(list().stream()
                .filter(snapshot ->
                        SnapshotName.parse(snapshot.name()).filter(countsNoMore).isPresent())
                .toList());
    }

    private int delete(List<RepositorySnapshot> gone) {
        gone.forEach(snapshot -> repository.delete(snapshot.name()));
        if (!gone.isEmpty()) {
            var _ = repository.collectGarbage();
        }
        return gone.size();
    }
}
