package dev.cairn.proof;

import dev.cairn.folder.Claim;
import dev.cairn.folder.DatabaseFolder;
import dev.cairn.model.BlockRef;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.DatabaseLock;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.storage.StoredDatabase;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives a damaged database a whole one's place: of what it holds, what can be proved, or else the newest
/// good snapshot. The damaged one is not touched before what replaces it is whole, and is kept aside.
/// **Threading:** one thread.
public final class Repair {
    private final StorageConfig.Rocks place;
    private final Snapshots snapshots;
    private final DatabaseFolder folder;
    private final Workbench bench;
    private final RepairWatch watch;
    private final SnapshotProgress progress;
    private @Nullable StorageIdentity identity;

    public Repair(StorageConfig.Rocks place, Snapshots snapshots, RepairWatch watch, SnapshotProgress progress) {
        this.place = place;
        this.snapshots = snapshots;
        this.watch = watch;
        this.progress = progress;
        folder = new DatabaseFolder(Workbench.groupOf(place));
        bench = new Workbench(place);
    }

    /// What came of it.
    public sealed interface Outcome {
        /// Nothing was to be done.
        record WasWhole(BlockRef newest) implements Outcome {}

        /// It was never filled, so there is nothing to prove.
        record WasEmpty() implements Outcome {}

        /// What could be proved is in its place.
        ///
        /// @param damage  what was wrong
        /// @param aside   where the damaged one lies
        record Salvaged(String damage, Path aside, long earliestHeight, BlockRef newest) implements Outcome {}

        /// A snapshot is in its place.
        record Restored(String damage, Path aside, SnapshotManifest snapshot) implements Outcome {}
    }

    /// Throws [StorageRefusedException] if it is open elsewhere, or is none of ours, and
    /// [NotWholeException] if nothing of it can be proved and there is no good snapshot; then nothing was
    /// changed.
    public Outcome run() {
        try (Claim _ = claim()) {
            folder.finishReplacing();
            return whileLocked();
        } catch (IOException e) {
            throw RepairFailed.because("repairing", folder.directory(), e);
        }
    }

    private Claim claim() throws IOException {
        try {
            return Claim.on(folder.directory())
                    .orElseThrow(() -> new RepairRefusedException("Nothing was changed: another repair of "
                            + folder.directory() + ", or a restore or import there, is under way. Wait until it has"
                            + " ended."));
        } catch (NoSuchFileException _) {
            throw new RepairRefusedException("There is no database in " + folder.directory()
                    + ". Check the path, or data-directory and the shard.");
        }
    }

    /// A worker that is about to replace this very database has the lock too: what lies beside it is that worker's.
    private Outcome whileLocked() throws IOException {
        try (DatabaseLock _ = DatabaseLock.take(folder.directory())) {
            folder.clear();
            Outcome outcome = diagnose();
            folder.clear();
            return outcome;
        }
    }

    private Outcome diagnose() throws IOException {
        try {
            Optional<BlockRef> newest = verified();
            folder.forgetDamage();
            return newest.<Outcome>map(Outcome.WasWhole::new).orElseGet(Outcome.WasEmpty::new);
        } catch (StorageFault.Corrupt e) {
            return replace(String.valueOf(e.getMessage()));
        } catch (NotWholeException e) {
            return replace(e.fact());
        }
    }

    /// Empty if there is no block.
    private Optional<BlockRef> verified() {
        watch.says("verifying " + folder.directory());
        try (StoredDatabase database = StoredDatabase.openLocked(place)) {
            DatabaseFacts facts = database.facts();
            identity = facts.identity();
            if (facts.committed().isEmpty()) {
                return Optional.empty();
            }
            Verification verification = new Verification(database, folder.directory());
            verification.deeply(watch);
            return Optional.of(facts.committed().get().block());
        }
    }

    private Outcome replace(String damage) throws IOException {
        watch.says("damaged: " + damage);
        Path aside = folder.freePlaceAside()
                .orElseThrow(() -> new RepairRefusedException("Nothing was changed: " + folder.tooManyAside()));
        Optional<Segment> salvaged = new Salvage(bench, watch).make();
        if (salvaged.isPresent()) {
            replaceBy(aside);
            return new Outcome.Salvaged(
                    damage, aside, salvaged.get().fromHeight(), salvaged.get().newest());
        }
        watch.says("nothing of it can be proved; looking for the newest good snapshot");
        Workbench.groupOf(bench.unfinished()).delete();
        SnapshotManifest restored = snapshots
                .restoreNewestGood(bench.unfinished(), this::fits, progress)
                .orElseThrow(() -> new NotWholeException(
                        damage + " Nothing of it can be proved, and there is no good snapshot of this shard, so"
                                + " nothing was changed. Fetch a snapshot from elsewhere, or begin again in an empty"
                                + " directory."));
        replaceBy(aside);
        return new Outcome.Restored(damage, aside, restored);
    }

    private void replaceBy(Path aside) throws IOException {
        folder.offer(Workbench.groupOf(bench.unfinished()));
        folder.replace(aside);
    }

    /// Whose snapshots fit is only known of a database that opens; else a worker finds out when it starts.
    private boolean fits(SnapshotManifest manifest) {
        StorageIdentity known = identity;
        return known == null || Storages.fits(manifest.database().identity(), known);
    }
}
