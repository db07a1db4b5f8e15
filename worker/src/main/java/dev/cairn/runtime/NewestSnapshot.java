package dev.cairn.runtime;

import dev.cairn.repository.DamagedSnapshotException;
import dev.cairn.repository.RepositoryException;
import dev.cairn.repository.RepositorySnapshot;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.repository.TransferListener;
import dev.cairn.snapshot.SnapshotDamagedException;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.SnapshotRefusedException;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Restores the newest good snapshot of a shard there is, on this machine or in the repository. One that turns out
/// damaged is said, and the next older one taken, wherever it lies: only what is newer than all of this machine is
/// worth being fetched, but which of those here are good is known only once they were tried.
final class NewestSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(NewestSnapshot.class);

    private final Snapshots snapshots;
    private final Optional<SnapshotTransfers> repository;
    private final StorageIdentity identity;

    NewestSnapshot(Snapshots snapshots, Optional<SnapshotTransfers> repository, StorageIdentity identity) {
        this.snapshots = snapshots;
        this.repository = repository;
        this.identity = identity;
    }

    /// Empty if none is left. A repository that does not answer does not keep a good one from being restored that is
    /// here; where none is here, throws [RepositoryException], since nobody knows what it has.
    Optional<SnapshotManifest> restore(StorageConfig.Rocks target) {
        return restore(target, () -> false);
    }

    /// The same.
    ///
    /// @param givesUp  whether nobody wants it any more; then [CancellationException] is thrown
    Optional<SnapshotManifest> restore(StorageConfig.Rocks target, BooleanSupplier givesUp) {
        Told told = new Told(givesUp);
        try {
            return repository
                    .flatMap(elsewhere -> newestOfBoth(elsewhere, target, told))
                    .or(() -> ofThisMachine(target, 0, told));
        } catch (RepositoryException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("the repository has no answer; a snapshot of this machine is looked for");
            return Optional.of(ofThisMachine(target, 0, told).orElseThrow(() -> e));
        }
    }

    private Optional<SnapshotManifest> newestOfBoth(
            SnapshotTransfers elsewhere, StorageConfig.Rocks target, Told told) {
        OptionalLong withdrawnAbove = snapshots.withdrawn().above();
        List<RepositorySnapshot> counting = elsewhere.list().stream()
                .filter(there -> withdrawnAbove.isEmpty() || there.height() <= withdrawnAbove.getAsLong())
                .toList();
        for (RepositorySnapshot there : counting) {
            Optional<SnapshotManifest> restored = ofThisMachine(target, there.height(), told);
            if (restored.isEmpty() && isFetched(there, elsewhere)) {
                restored = ofThisMachine(target, there.height(), told);
            }
            if (restored.isPresent()) {
                return restored;
            }
        }
        return Optional.empty();
    }

    private static boolean isFetched(RepositorySnapshot there, SnapshotTransfers elsewhere) {
        LOG.atInfo().addKeyValue("snapshot", there.name()).log("fetching a snapshot from the repository");
        try {
            var _ = elsewhere.receive(there, TransferListener.NONE);
            return true;
        } catch (DamagedSnapshotException | SnapshotDamagedException | SnapshotRefusedException e) {
            LOG.atError()
                    .addKeyValue("snapshot", there.name())
                    .addKeyValue("why", e.getMessage())
                    .log("a snapshot in the repository cannot be used; the next older one is taken");
            return false;
        }
    }

    /// @param fromHeight  an older one is not looked at
    private Optional<SnapshotManifest> ofThisMachine(StorageConfig.Rocks target, long fromHeight, Told told) {
        return snapshots.restoreNewestGood(
                target, manifest -> manifest.name().height() >= fromHeight && fits(manifest), told);
    }

    private boolean fits(SnapshotManifest manifest) {
        return Storages.fits(manifest.database().identity(), identity);
    }

    /// Says what is put aside on the way.
    ///
    /// @param givesUp  asked now and then
    private record Told(BooleanSupplier givesUp) implements SnapshotProgress {
        @Override
        public void begins(String name, long bytesTotal) {
            LOG.atInfo()
                    .addKeyValue("snapshot", name)
                    .addKeyValue("bytes", bytesTotal)
                    .log("restoring a snapshot");
        }

        @Override
        public void did(long bytes) {
            // An operator wants to know that it began and how it ended.
            if (givesUp.getAsBoolean()) {
                throw new CancellationException("restoring a snapshot was given up");
            }
        }

        @Override
        public void isDamaged(String name, String why) {
            LOG.atError()
                    .addKeyValue("snapshot", name)
                    .addKeyValue("why", why)
                    .log("a snapshot is damaged and is put aside; the next older one is taken");
        }

        @Override
        public void isOfAnotherRelease(String name, String why) {
            LOG.atError()
                    .addKeyValue("snapshot", name)
                    .addKeyValue("why", why)
                    .log("a snapshot cannot be read by this release; the next older one is taken");
        }
    }
}
