package dev.cairn.proof;

import dev.cairn.flush.BlockDigest;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.storage.AtomicWrite;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.KeyList;
import dev.cairn.storage.StateCursor;
import dev.cairn.storage.StateLoad;
import dev.cairn.storage.StateRead;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageReader;
import dev.cairn.storage.Storages;
import dev.cairn.storage.StoredDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Writes what is proved of a doubtful database into a new one, block by block, and nothing else. So what
/// the old one holds besides, of other ages or other branches, stays behind. **Threading:** one thread.
final class Rebuild {
    private static final long WRITE_BYTES = 4 << 20;
    private static final int TELL_EVERY = 16_384;

    private final StoredDatabase from;
    private final Segment segment;
    private final RepairWatch watch;
    private final BlockCheck check;

    Rebuild(StoredDatabase from, Segment segment, RepairWatch watch) {
        this.from = from;
        this.segment = segment;
        this.watch = watch;
        check = new BlockCheck(from.reader());
    }

    /// @param target  where there is nothing yet
    void into(StorageConfig.Rocks target) {
        StorageConfig.Rocks withoutLog =
                new StorageConfig.Rocks(target.directory(), Durability.KAFKA, target.settings());
        try (Storage storage = Storages.open(withoutLog, from.facts().identity())) {
            if (!segment.isTheBeginning()) {
                stateOfTheFirst(storage);
            }
            blocks(storage);
            storage.flushMemtables();
        }
    }

    private void stateOfTheFirst(Storage storage) {
        BlockRecord first = segment.first();
        StorageReader reader = from.reader();
        StateLoad load = StateLoad.into(storage, first.height());
        watch.stepInBytes("the state at height " + first.height() + " written anew", from.stateBytes(KeyRange.all()));
        long entries = 0;
        try (StateCursor cursor = reader.cursor(first.height(), KeyRange.all(), ScanDirection.ASCENDING)) {
            while (cursor.next()) {
                load.put(
                        cursor.array(),
                        cursor.keyOffset(),
                        cursor.keyLength(),
                        cursor.array(),
                        cursor.valueOffset(),
                        cursor.valueLength());
                entries++;
                if (entries % TELL_EVERY == 0) {
                    watch.done(from.stateBytes(keysBefore(cursor)));
                }
            }
        }
        load.finish(
                first, KeyList.of(reader.changedKeys(first.height()).orElseThrow()), CommittedPosition.after(first));
    }

    private static KeyRange keysBefore(StateCursor cursor) {
        int keyEnd = cursor.keyOffset() + cursor.keyLength();
        return new KeyRange(
                Bytes.EMPTY, Optional.of(Bytes.wrap(Arrays.copyOfRange(cursor.array(), cursor.keyOffset(), keyEnd))));
    }

    private void blocks(Storage storage) {
        watch.step("blocks written anew", segment.toHeight() - segment.fromHeight() + 1);
        Bytes digest = segment.isTheBeginning()
                ? BlockDigest.BEFORE_THE_FIRST
                : segment.first().digest();
        long height = segment.isTheBeginning() ? segment.fromHeight() : segment.fromHeight() + 1;
        while (height <= segment.toHeight()) {
            Piece piece = new Piece(storage.beginWrite());
            while (height <= segment.toHeight() && piece.bytes < WRITE_BYTES) {
                BlockRecord block = check.record(height);
                piece.add(block, digest);
                digest = block.digest();
                height++;
            }
            piece.commit();
            watch.done(height - segment.fromHeight());
        }
    }

    /// Blocks that are written together.
    private final class Piece {
        private final AtomicWrite write;
        private long bytes;
        private BlockRecord last = segment.first();

        Piece(AtomicWrite write) {
            this.write = write;
        }

        void add(BlockRecord block, Bytes digestBefore) {
            List<StateKey> keys = new ArrayList<>();
            check.digest(block, digestBefore, (key, now) -> {
                keys.add(key);
                put(block.height(), key.bytes().toArray(), now);
            });
            write.block(block);
            write.changedKeys(block.height(), KeyList.of(keys));
            last = block;
        }

        private void put(long height, byte[] key, StateRead now) {
            bytes += key.length;
            switch (now) {
                case StateRead.Absent _ -> write.delete(height, key, 0, key.length);
                case StateRead.Found(var value) -> {
                    byte[] array = value.bytes().toArray();
                    bytes += array.length;
                    write.put(height, key, 0, key.length, array, 0, array.length);
                }
            }
        }

        void commit() {
            write.commit(CommittedPosition.after(last));
        }
    }
}
