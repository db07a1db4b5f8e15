package dev.cairn.read;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.StateKey;
import dev.cairn.storage.StateVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a page of a key's history.
final class HistoryRead {
    private HistoryRead() {}

    /// @param earliest  the lowest height that is kept; at or below `toHeight`
    /// @param toHeight  the highest height of the page, applied already
    static KeyHistory page(Sight sight, StateKey key, HistoryPage page, long earliest, long toHeight) {
        // One more than has room tells whether and where the next page begins.
        int countMax = page.countMax() + 1;
        long fromHeight = Math.max(page.fromHeight().value(), earliest);
        List<StateVersion> stored = sight.versions(key, fromHeight, toHeight, countMax, HistoryPage.BYTES_MAX);
        int count = roomFor(stored, page.countMax());
        List<KeyVersion> versions = new ArrayList<>();
        stored.stream().limit(count).map(HistoryRead::keyVersion).forEach(versions::add);
        if (count < stored.size()) {
            return new KeyHistory(
                    versions, Optional.of(new BlockHeight(stored.get(count).height())));
        }
        if (page.fromHeight().value() < earliest) {
            addOldest(versions, sight, key, earliest);
        }
        return versions.size() <= page.countMax()
                ? new KeyHistory(versions, Optional.empty())
                : new KeyHistory(
                        versions.subList(0, page.countMax()),
                        Optional.of(versions.getLast().height()));
    }

    /// How many have their place on a page.
    private static int roomFor(List<StateVersion> versions, int countMax) {
        int count = 0;
        long bytes = 0;
        while (count < Math.min(versions.size(), countMax) && bytes < HistoryPage.BYTES_MAX) {
            bytes += versions.get(count).valueBytes();
            count++;
        }
        return count;
    }

    // Below the horizon the storage forgets when a version was written, and in time that there was a delete.
    private static void addOldest(List<KeyVersion> versions, Sight sight, StateKey key, long earliest) {
        boolean writtenThere =
                !versions.isEmpty() && versions.getLast().height().value() == earliest;
        if (!writtenThere) {
            sight.value(key, earliest)
                    .map(value -> new KeyVersion.WrittenAtOrBefore(new BlockHeight(earliest), value))
                    .ifPresent(versions::add);
        }
    }

    private static KeyVersion keyVersion(StateVersion version) {
        BlockHeight height = new BlockHeight(version.height());
        return version.value()
                .<KeyVersion>map(value -> new KeyVersion.Written(height, value))
                .orElseGet(() -> new KeyVersion.Deleted(height));
    }
}
