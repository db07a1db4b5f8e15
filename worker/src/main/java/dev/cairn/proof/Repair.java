package dev.cairn.proof;

import dev.cairn.folder.Claim;
import dev.cairn.folder.DatabaseFolder;
import dev.cairn.folder.FolderGroup;
import dev.cairn.model.BlockRef;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotName;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives a damaged database a whole one's place: of what it holds, what can be proved, or else the newest
/// good snapshot. The damaged one is not touched before what replaces it is whole, and is kept aside.
///
/// Where older heights cannot be proved that the database had and a snapshot has, the snapshot is better:
/// what is newer than it can be read from the topics once more, and older heights from nowhere. The topics
/// may not reach back so far, though, which nobody can tell here; so it is said what was chosen, and the
/// choice is the operator's.
///
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
        record Salvaged(String damage, Path aside, Proved proved) implements Outcome {}

        /// A snapshot is in its place.
        ///
        /// @param passedOver  what could be proved, but reaches less far back than the snapshot
        record Restored(String damage, Path aside, SnapshotManifest snapshot, Optional<Proved> passedOver)
                implements Outcome {}
    }

    /// What could be proved of a damaged database.
    ///
    /// @param keptFrom       the earliest height that it was to have
    /// @param earliestHeight the earliest that was proved
    public record Proved(long keptFrom, long earliestHeight, BlockRef newest) {}

    /// What is better where one cannot have both.
    public enum Preference {
        /// As many of the heights that it had as there are, whatever is to be read from the topics for that.
        OLDER_HEIGHTS,
        /// As many blocks as need not be read from the topics.
        NEWEST_BLOCKS
    }

    /// Throws [StorageRefusedException] if it is open elsewhere, or is none of ours, and
    /// [NotWholeException] if nothing of it can be proved and there is no good snapshot; then nothing was
    /// changed.
    public Outcome run(Preference preference) {
        try (Claim _ = claim()) {
            folder.finishReplacing();
            return whileLocked(preference);
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
    private Outcome whileLocked(Preference preference) throws IOException {
        try (DatabaseLock _ = DatabaseLock.take(folder.directory())) {
            folder.clear();
            Outcome outcome = diagnose(preference);
            folder.clear();
            return outcome;
        }
    }

    private Outcome diagnose(Preference preference) throws IOException {
        try {
            Optional<BlockRef> newest = verified();
            folder.forgetDamage();
            return newest.<Outcome>map(Outcome.WasWhole::new).orElseGet(Outcome.WasEmpty::new);
        } catch (StorageFault.Corrupt e) {
            return replace(String.valueOf(e.getMessage()), preference);
        } catch (NotWholeException e) {
            return replace(e.fact(), preference);
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

    private Outcome replace(String damage, Preference preference) throws IOException {
        watch.says("damaged: " + damage);
        Path aside = folder.freePlaceAside()
                .orElseThrow(() -> new RepairRefusedException("Nothing was changed: " + folder.tooManyAside()));
        Optional<Segment> salvaged = new Salvage(bench, watch).make();
        Outcome outcome =
                salvaged.isPresent() ? better(damage, aside, salvaged.get(), preference) : restored(damage, aside);
        folder.offer(Workbench.groupOf(bench.unfinished()));
        folder.replace(aside);
        return outcome;
    }

    private Outcome better(String damage, Path aside, Segment salvaged, Preference preference) throws IOException {
        Proved proved = new Proved(salvaged.keptFrom(), salvaged.fromHeight(), salvaged.newest());
        Optional<SnapshotManifest> restored =
                preference == Preference.OLDER_HEIGHTS ? withOlderHeights(salvaged) : Optional.empty();
        return restored.<Outcome>map(snapshot -> new Outcome.Restored(damage, aside, snapshot, Optional.of(proved)))
                .orElseGet(() -> new Outcome.Salvaged(damage, aside, proved));
    }

    /// What was salvaged stands aside meanwhile; whether the snapshot is good is not known before it is restored.
    private Optional<SnapshotManifest> withOlderHeights(Segment salvaged) throws IOException {
        Set<SnapshotName> older = new OlderHeights(snapshots).thanIn(bench.unfinished(), salvaged);
        if (older.isEmpty()) {
            return Optional.empty();
        }
        watch.says("only heights from " + salvaged.fromHeight()
                + " on can be proved; looking for a good snapshot that reaches further back");
        FolderGroup unfinished = Workbench.groupOf(bench.unfinished());
        FolderGroup parked = Workbench.groupOf(bench.doubtful());
        parked.delete();
        unfinished.name(parked);
        Optional<SnapshotManifest> restored =
                snapshots.restoreNewestGood(bench.unfinished(), manifest -> older.contains(manifest.name()), progress);
        if (restored.isEmpty()) {
            parked.name(unfinished);
        }
        return restored;
    }

    private Outcome restored(String damage, Path aside) throws IOException {
        watch.says("nothing of it can be proved; looking for the newest good snapshot");
        Workbench.groupOf(bench.unfinished()).delete();
        SnapshotManifest restored = snapshots
                .restoreNewestGood(bench.unfinished(), this::fits, progress)
                .orElseThrow(() -> new NotWholeException(
                        damage + " Nothing of it can be proved, and there is no good snapshot of this shard on this"
                                + " machine, so nothing was changed. Fetch one from the repository (cairn snapshot"
                                + " fetch), or begin again in an empty directory."));
        return new Outcome.Restored(damage, aside, restored, Optional.empty());
    }

    /// Whose snapshots fit is only known of a database that opens; else a worker finds out when it starts.
    private boolean fits(SnapshotManifest manifest) {
        StorageIdentity known = identity;
        return known == null || Storages.fits(manifest.database().identity(), known);
    }
}
