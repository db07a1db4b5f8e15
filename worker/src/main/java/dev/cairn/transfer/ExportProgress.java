package dev.cairn.transfer;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.storage.StoredDatabase;
import java.util.Arrays;
import java.util.Optional;

/// How far an export is. How many entries a height has nobody knows before they are read; but they come in the order of
/// their keys, so what all versions of the keys so far take on disk is a share of what those of all keys take.
/// **Threading:** one exports, any thread looks.
public final class ExportProgress implements ExportWatch {
    private static final int KEY_EVERY = 1_024;

    private final StoredDatabase database;
    private final KeyRange range;
    private final long bytesTotal;
    private volatile long entries;
    private volatile boolean ended;
    private volatile Optional<Bytes> key = Optional.empty();

    public ExportProgress(StoredDatabase database, KeyRange range) {
        this.database = database;
        this.range = range;
        bytesTotal = database.stateBytes(range);
    }

    @Override
    public void wrote(long entriesNow, byte[] array, int keyOffset, int keyLength) {
        entries = entriesNow;
        if (entriesNow % KEY_EVERY == 0) {
            key = Optional.of(Bytes.wrap(Arrays.copyOfRange(array, keyOffset, keyOffset + keyLength)));
        }
    }

    /// Behind the last key nothing is left.
    public void ended() {
        ended = true;
    }

    public long entries() {
        return entries;
    }

    /// Roughly, of all versions of the keys.
    public long bytesTotal() {
        return bytesTotal;
    }

    /// Roughly, of all versions of the keys that are done.
    public long bytesDone() {
        return ended ? bytesTotal : bytesBefore(key);
    }

    private long bytesBefore(Optional<Bytes> next) {
        return next.map(at -> database.stateBytes(new KeyRange(range.from(), Optional.of(at))))
                .orElse(0L);
    }
}
