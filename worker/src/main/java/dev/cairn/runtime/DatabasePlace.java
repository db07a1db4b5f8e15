package dev.cairn.runtime;

import dev.cairn.folder.DatabaseFolder;
import dev.cairn.folder.FolderGroup;
import dev.cairn.repository.RepositoryException;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.DatabaseLock;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done to a shard's database before it is opened: a fresh one may begin with a snapshot, and a damaged one is
/// put aside for the newest good snapshot. How one takes the place of the other is in [DatabaseFolder].
final class DatabasePlace {
    private static final Logger LOG = LoggerFactory.getLogger(DatabasePlace.class);

    private final StorageConfig.Rocks database;
    private final SnapshotsConfig config;
    private final NewestSnapshot newest;
    private final StorageIdentity identity;
    private final DatabaseFolder folder;

    DatabasePlace(
            StorageConfig.Rocks database, SnapshotsConfig config, NewestSnapshot newest, StorageIdentity identity) {
        this.database = database;
        this.config = config;
        this.newest = newest;
        this.identity = identity;
        folder = new DatabaseFolder(new FolderGroup(database.directory(), database.otherFolders()));
    }

    /// Opens what is there, or what takes its place.
    Storage open() {
        at("looking what was left by an earlier start", this::finishReplacing);
        if (config.bootstrap() == SnapshotsConfig.Bootstrap.SNAPSHOT
                && at("looking into the directory", folder::isEmpty)) {
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

    /// Remembers that damage was found while the database was open, for the next start.
    void foundDamaged(String what) {
        try {
            folder.noteDamage(what);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", folder.damageNote())
                    .addKeyValue("cause", e.getMessage())
                    .log("the damage could not be noted for the next start");
        }
    }

    private boolean finishReplacing() throws IOException {
        if (folder.finishReplacing()) {
            return true;
        }
        if (!folder.leftOvers().isEmpty()) {
            // The one at the place was not moved, and is looked at anew.
            try (DatabaseLock _ = DatabaseLock.take(folder.directory())) {
                folder.clear();
            }
        }
        return false;
    }

    private void bootstrap() {
        Optional<SnapshotManifest> restored = newest.restore(database);
        if (restored.isPresent()) {
            tell(restored.get(), "began with a snapshot");
        } else {
            LOG.atInfo()
                    .addKeyValue("shard", identity.shard())
                    .log("there is no snapshot to begin with, so it begins with the first block of its topics");
        }
    }

    private void refuseWhatWasFoundDamaged() {
        at("looking for what was noted", folder::notedDamage).ifPresent(what -> {
            throw new StorageFault.Corrupt(
                    "The database in " + folder.directory() + " was found damaged when it was open last: " + what
                            + ". (To open it all the same, delete " + folder.damageNote() + ".)",
                    null);
        });
    }

    private void replace(StorageFault.Corrupt damage) {
        // Nobody is to repair it, or to open it, meanwhile.
        try (DatabaseLock _ = DatabaseLock.take(folder.directory())) {
            prepared(damage, () -> false).moveIn();
        }
    }

    /// Makes what is to take the place of a database that is open, so nobody else is at work beside it. Throws the
    /// damage, or more of it, if there is nothing to replace it.
    ///
    /// @param givesUp  whether nobody wants it any more; then it is given up by an exception
    Prepared prepare(StorageFault.Corrupt damage, BooleanSupplier givesUp) {
        at("looking what was left by an earlier start", () -> {
            folder.clear();
            return folder;
        });
        return prepared(damage, givesUp);
    }

    private Prepared prepared(StorageFault.Corrupt damage, BooleanSupplier givesUp) {
        if (!config.restoreDamaged()) {
            throw damage;
        }
        Path aside = freePlaceAside(damage);
        try {
            StorageConfig.Rocks replacement = database.movedTo(DatabaseFolder::replacementOf);
            return new Prepared(
                    damage, aside, newest.restore(replacement, givesUp).orElseThrow(() -> damage));
        } catch (RepositoryException e) {
            throw new StorageFault.Corrupt(
                    damage.getMessage() + " It is not replaced: no good snapshot is on this machine, and "
                            + e.getMessage(),
                    damage);
        }
    }

    /// What is whole beside a damaged database.
    final class Prepared {
        private final StorageFault.Corrupt damage;
        private final Path aside;
        private final SnapshotManifest restored;

        private Prepared(StorageFault.Corrupt damage, Path aside, SnapshotManifest restored) {
            this.damage = damage;
            this.aside = aside;
            this.restored = restored;
        }

        /// Takes the place of the damaged one, which is closed by now.
        void putInPlace() {
            try (DatabaseLock _ = DatabaseLock.take(folder.directory())) {
                moveIn();
            }
        }

        private void moveIn() {
            at("putting the damaged database aside", () -> {
                folder.replace(aside);
                return aside;
            });
            LOG.atError()
                    .addKeyValue("shard", identity.shard())
                    .addKeyValue("damage", damage.getMessage())
                    .addKeyValue("damagedDatabase", aside)
                    .log("the database was damaged and is put aside; look at the disk, and delete it when it is not"
                            + " needed");
            tell(restored, "restored the newest good snapshot in its place");
        }
    }

    private Path freePlaceAside(StorageFault.Corrupt damage) {
        return folder.freePlaceAside()
                .orElseThrow(() -> new StorageFault.Corrupt(
                        damage.getMessage() + " It is not replaced: " + folder.tooManyAside(), damage));
    }

    /// How many damaged ones lie beside it. Any thread.
    long asideCount() {
        return folder.asideCount();
    }

    private interface Doing<T> {
        T now() throws IOException;
    }

    private <T> T at(String doing, Doing<T> work) {
        try {
            return work.now();
        } catch (IOException e) {
            throw failed(doing, e);
        }
    }

    private UncheckedIOException failed(String doing, IOException cause) {
        return new UncheckedIOException(
                doing + " failed: " + cause.getMessage() + "; look at the rights on "
                        + folder.directory().getParent(),
                cause);
    }

    private void tell(SnapshotManifest restored, String what) {
        LOG.atInfo()
                .addKeyValue("shard", identity.shard())
                .addKeyValue("snapshot", restored.name())
                .addKeyValue(
                        "block", restored.database().committed().orElseThrow().block())
                .log(what);
    }
}
