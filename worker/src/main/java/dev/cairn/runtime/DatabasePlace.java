package dev.cairn.runtime;

import dev.cairn.fault.Step;
import dev.cairn.repository.DamagedSnapshotException;
import dev.cairn.repository.RepositoryException;
import dev.cairn.repository.RepositorySnapshot;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.repository.TransferListener;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotDamagedException;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.SnapshotState;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a shard's database, and what is done there before it is opened: a fresh one may begin with a snapshot,
/// and a damaged one is put aside for the newest good snapshot.
///
/// What replaces a database is whole beside it before the damaged one is moved, so there is nothing to repair by hand
/// whenever a process dies over this. A damaged one is never deleted, and no more than [#ASIDE_MAX] are put aside: a
/// disk that ruins one after the other is not helped by more of them.
final class DatabasePlace {
    /// Beside it there is room for so many damaged ones.
    static final int ASIDE_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(DatabasePlace.class);

    private final StorageConfig.Rocks database;
    private final SnapshotsConfig config;
    private final Snapshots snapshots;
    private final Optional<SnapshotTransfers> repository;
    private final StorageIdentity identity;
    private final Path directory;

    DatabasePlace(
            StorageConfig.Rocks database,
            SnapshotsConfig config,
            Snapshots snapshots,
            Optional<SnapshotTransfers> repository,
            StorageIdentity identity) {
        this.database = database;
        this.config = config;
        this.snapshots = snapshots;
        this.repository = repository;
        this.identity = identity;
        directory = database.directory();
    }

    /// Opens what is there, or what takes its place.
    Storage open() {
        finishReplacing();
        if (config.bootstrap() == SnapshotsConfig.Bootstrap.SNAPSHOT && isEmpty()) {
            bootstrap();
        }
        try {
            refuseWhatWasFoundDamaged();
            return Storages.open(database, identity);
        } catch (StorageFault.Corrupt e) {
            replace(e);
            return Storages.open(database, identity);
        }
    }

    /// Remembers that damage was found while the database was open, for the next start. RocksDB itself might not come
    /// across it when it opens.
    void foundDamaged(String what) {
        try {
            Files.writeString(
                    damageNote(), what + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", damageNote())
                    .addKeyValue("cause", e.getMessage())
                    .log("the damage could not be noted for the next start");
        }
    }

    private void bootstrap() {
        repository.ifPresent(this::fetchNewest);
        Optional<SnapshotManifest> restored = snapshots.restoreNewestGood(directory, this::fits, new Told());
        if (restored.isPresent()) {
            tell(restored.get(), "began with a snapshot");
        } else {
            LOG.atInfo()
                    .addKeyValue("shard", identity.shard())
                    .log("there is no snapshot to begin with, so it begins with the first block of its topics");
        }
    }

    /// Brings the newest good one to this machine, if it is newer than those that are here.
    private void fetchNewest(SnapshotTransfers elsewhere) {
        long newestHere = snapshots.list().stream()
                .filter(snapshot -> snapshot.state() == SnapshotState.COMPLETE)
                .filter(snapshot -> snapshot.manifest().filter(this::fits).isPresent())
                .mapToLong(ListedSnapshot::height)
                .max()
                .orElse(-1);
        for (RepositorySnapshot there : elsewhere.list()) {
            if (there.height() <= newestHere) {
                return;
            }
            try {
                LOG.atInfo().addKeyValue("snapshot", there.name()).log("fetching a snapshot from the repository");
                var _ = elsewhere.receive(there, TransferListener.NONE);
                return;
            } catch (DamagedSnapshotException | SnapshotDamagedException e) {
                LOG.atError()
                        .addKeyValue("snapshot", there.name())
                        .addKeyValue("why", e.getMessage())
                        .log("a snapshot in the repository is damaged; the next older one is taken");
            }
        }
    }

    /// A repository that does not answer does not keep a good snapshot from being restored that is here.
    private void fetchIfThatCanBe() {
        try {
            repository.ifPresent(this::fetchNewest);
        } catch (RepositoryException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("the repository has no answer; a snapshot of this machine is looked for");
        }
    }

    private void refuseWhatWasFoundDamaged() {
        if (Files.exists(damageNote())) {
            throw new StorageFault.Corrupt(
                    "The database in " + directory + " was found damaged when it was open last: " + note()
                            + ". (To open it all the same, delete " + damageNote() + ".)",
                    null);
        }
    }

    private void replace(StorageFault.Corrupt damage) {
        if (!config.restoreDamaged()) {
            throw damage;
        }
        Path aside = freePlaceAside(damage);
        fetchIfThatCanBe();
        Optional<SnapshotManifest> restored = snapshots.restoreNewestGood(replacement(), this::fits, new Told());
        if (restored.isEmpty()) {
            throw damage;
        }
        try {
            move(directory, aside);
            Step.DAMAGED_PUT_ASIDE.reached();
            move(replacement(), directory);
            Files.deleteIfExists(damageNote());
        } catch (IOException e) {
            throw failed("putting the damaged database aside", e);
        }
        LOG.atError()
                .addKeyValue("shard", identity.shard())
                .addKeyValue("damage", damage.getMessage())
                .addKeyValue("damagedDatabase", aside)
                .log(
                        "the database was damaged and is put aside; look at the disk, and delete it when it is not needed");
        tell(restored.get(), "restored the newest good snapshot in its place");
    }

    /// A process may have died between the two moves of a replacement: it is whole, and nothing has the name.
    private void finishReplacing() {
        try {
            if (Files.exists(replacement())) {
                if (isEmpty()) {
                    move(replacement(), directory);
                    Files.deleteIfExists(damageNote());
                } else {
                    // The one at the place was not moved, and is looked at anew.
                    discard(replacement());
                }
            }
        } catch (IOException e) {
            throw failed("looking what was left by an earlier start", e);
        }
    }

    private Path freePlaceAside(StorageFault.Corrupt damage) {
        for (Path aside : placesAside()) {
            if (!Files.exists(aside)) {
                return aside;
            }
        }
        throw new StorageFault.Corrupt(
                damage.getMessage() + " It is not replaced: " + ASIDE_MAX + " damaged databases lie beside " + directory
                        + " already. Look at the disk and the memory of this machine, then delete them.",
                damage);
    }

    /// How many damaged ones lie beside it. Any thread.
    long asideCount() {
        return placesAside().stream().filter(Files::exists).count();
    }

    private List<Path> placesAside() {
        return IntStream.rangeClosed(1, ASIDE_MAX)
                .mapToObj(number -> directory.resolveSibling(directory.getFileName() + ".damaged-" + number))
                .toList();
    }

    private boolean fits(SnapshotManifest manifest) {
        return Storages.fits(manifest.database().identity(), identity);
    }

    private boolean isEmpty() {
        try (Stream<Path> files = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw failed("looking into " + directory, e);
        }
    }

    private Path replacement() {
        return directory.resolveSibling(directory.getFileName() + ".replacement");
    }

    private Path damageNote() {
        return directory.resolveSibling(directory.getFileName() + ".damage");
    }

    private String note() {
        try {
            return Files.readString(damageNote()).strip();
        } catch (IOException e) {
            return "what it was cannot be read (" + e.getMessage() + ")";
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void discard(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private UncheckedIOException failed(String doing, IOException cause) {
        return new UncheckedIOException(
                doing + " failed: " + cause.getMessage() + "; look at the rights on " + directory.getParent(), cause);
    }

    private void tell(SnapshotManifest restored, String what) {
        LOG.atInfo()
                .addKeyValue("shard", identity.shard())
                .addKeyValue("snapshot", restored.name())
                .addKeyValue(
                        "block", restored.database().committed().orElseThrow().block())
                .log(what);
    }

    /// Says what is put aside on the way.
    private static final class Told implements SnapshotProgress {
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
        }

        @Override
        public void isDamaged(String name, String why) {
            LOG.atError()
                    .addKeyValue("snapshot", name)
                    .addKeyValue("why", why)
                    .log("a snapshot is damaged and is put aside; the next older one is taken");
        }
    }
}
