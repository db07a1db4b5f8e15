package dev.cairn.prune;

import dev.cairn.model.Bytes;
import dev.cairn.storage.StateSlice;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StoredSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Gives space back where garbage would lie still. RocksDB drops what lies below the floor while it compacts, and
/// compacts where something is written; in keys that nobody writes to any more, what was dropped stays on disk.
///
/// So it goes round the state, slice by slice, whenever the floor has risen: it counts what can still be asked for, and
/// where garbage is more than its bound, the slice is compacted. What it finds is told by the files and the state
/// itself, so a restart forgets nothing; what waits in memtables is in no file yet and does not count as stored.
///
/// One slice is looked at a turn, and the turns are apart, so it never takes a processor or the disk for itself.
/// **Threading:** one thread, beside the one that writes.
public final class Reclaiming {
    private final Storage storage;
    private final StoredSpace space;
    private final int garbagePercentMax;
    private final ReclaimListener listener;
    private final BooleanSupplier mayRun;
    private final Map<Bytes, Finding> findings = new HashMap<>();
    /// Where the next slice begins; empty between two rounds.
    private Optional<Bytes> next = Optional.empty();
    private long floorSeen;

    /// @param mayRun  asked again and again: whether to go on
    public Reclaiming(Storage storage, RetentionConfig config, ReclaimListener listener, BooleanSupplier mayRun) {
        this.storage = storage;
        this.listener = listener;
        this.mayRun = mayRun;
        space = storage.space();
        garbagePercentMax = config.garbagePercentMax();
        floorSeen = storage.firstHeight().orElse(-1);
    }

    private record Finding(long versions, long garbage) {}

    /// Looks at the next slice, if there is a reason to.
    ///
    /// @return whether it was compacted
    public boolean turn() {
        try {
            return mayRun.getAsBoolean() && isUnderWay() && lookAtNext();
        } catch (StorageFault _) {
            // It is cut off when the storage is closed, and whoever writes meets whatever else there is and says so.
            return false;
        }
    }

    private boolean isUnderWay() {
        if (next.isEmpty() && storage.committed().isPresent() && storage.earliestHeight() > floorSeen) {
            floorSeen = storage.earliestHeight();
            next = Optional.of(Bytes.EMPTY);
        }
        return next.isPresent();
    }

    private boolean lookAtNext() {
        List<StateSlice> slices = space.slices();
        findings.keySet()
                .retainAll(slices.stream().map(slice -> slice.range().from()).toList());
        Bytes from = next.orElseThrow();
        Optional<StateSlice> found = slices.stream()
                .filter(slice -> slice.range().from().compareTo(from) >= 0)
                .findFirst();
        next = found.flatMap(slice -> slice.range().toExclusive());
        return found.isPresent() && lookAt(found.get(), bytes(slices));
    }

    // Files that share a key at their edges are rewritten together, so more may shrink than the slice.
    private boolean lookAt(StateSlice slice, long bytesBefore) {
        long needed = space.needed(slice.range(), mayRun);
        if (!mayRun.getAsBoolean()) {
            next = Optional.of(slice.range().from());
            return false;
        }
        long garbage = Math.max(0, slice.versions() - needed);
        boolean isTooMuch = garbage * 100 > slice.versions() * garbagePercentMax;
        if (isTooMuch) {
            space.compact(slice.range());
            listener.compacted(Math.max(0, bytesBefore - bytes(space.slices())));
        }
        findings.put(
                slice.range().from(),
                new Finding(slice.versions() - (isTooMuch ? garbage : 0), isTooMuch ? 0 : garbage));
        listener.surveyed(garbageRatio());
        return isTooMuch;
    }

    private static long bytes(List<StateSlice> slices) {
        return slices.stream().mapToLong(StateSlice::bytes).sum();
    }

    private double garbageRatio() {
        long versions = findings.values().stream().mapToLong(Finding::versions).sum();
        long garbage = findings.values().stream().mapToLong(Finding::garbage).sum();
        return versions == 0 ? 0 : (double) garbage / versions;
    }
}
