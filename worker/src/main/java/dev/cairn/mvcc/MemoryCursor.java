package dev.cairn.mvcc;

import dev.cairn.model.Bytes;
import dev.cairn.model.ScanDirection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Walks the keys of several layers in order, as one sequence without doubles: of a key that several blocks changed,
/// it shows the newest version. Nothing is copied; each layer keeps the order of its keys once it was asked for.
///
/// It begins before the first key; [#seek(Bytes)] and [#next()] move it. **Threading:** one thread.
public final class MemoryCursor {
    private final List<LayerCursor> cursors;
    private final PriorityQueue<LayerCursor> byKey;
    private @Nullable LayerCursor current;
    private long steps;

    MemoryCursor(List<BlockLayer> layers, ScanDirection direction) {
        cursors =
                layers.stream().map(layer -> new LayerCursor(layer, direction)).toList();
        Comparator<LayerCursor> keyOrder = Comparator.comparing(LayerCursor::key);
        // Of equal keys the newest comes first and the others are passed over.
        byKey = new PriorityQueue<>(
                Math.max(1, cursors.size()),
                (direction == ScanDirection.ASCENDING ? keyOrder : keyOrder.reversed())
                        .thenComparing(
                                Comparator.comparingLong(LayerCursor::height).reversed()));
    }

    /// Moves to the first key at or after the given one, in the direction of the scan; false if there is none.
    public boolean seek(Bytes key) {
        return begin(cursor -> cursor.seek(key));
    }

    /// Moves to the very first key in the direction of the scan; false if there is none.
    public boolean seekToFirst() {
        return begin(LayerCursor::seekToFirst);
    }

    /// Moves on to the next key; false if there is none.
    public boolean next() {
        Bytes passed = key();
        while (current != null && current.key().equals(passed)) {
            LayerCursor moved = current;
            byKey.poll();
            steps++;
            if (moved.next()) {
                byKey.add(moved);
            }
            current = byKey.peek();
        }
        return current != null;
    }

    public boolean isValid() {
        return current != null;
    }

    public Bytes key() {
        return Objects.requireNonNull(current, "the cursor stands at no key").key();
    }

    public MemoryVersion version() {
        return Objects.requireNonNull(current, "the cursor stands at no key").version();
    }

    /// How many versions it has passed so far; beginning in a layer counts as one of them.
    public long steps() {
        return steps;
    }

    private boolean begin(Predicate<LayerCursor> position) {
        byKey.clear();
        steps += cursors.size();
        cursors.stream().filter(position).forEach(byKey::add);
        current = byKey.peek();
        return current != null;
    }
}
