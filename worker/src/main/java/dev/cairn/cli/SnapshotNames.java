package dev.cairn.cli;

import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotState;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// How people name a snapshot: by its folder's name, by its height alone, or as `newest`.
final class SnapshotNames {
    static final String HELP = "The height, the name of the folder, or 'newest'.";
    static final String NEWEST = "newest";

    private SnapshotNames() {}

    /// On this machine, but for those that were put aside.
    static ListedSnapshot find(String given, List<ListedSnapshot> listed) {
        return find(
                given,
                listed.stream()
                        .filter(snapshot -> snapshot.state() != SnapshotState.DAMAGED)
                        .toList(),
                snapshot -> snapshot.name().toString(),
                ListedSnapshot::height);
    }

    /// @param newestFirst  those there are to choose from
    static <T> T find(String given, List<T> newestFirst, Function<T, String> name, ToLongFunction<T> height) {
        if (newestFirst.isEmpty()) {
            throw new UsageException("There is no snapshot to choose from.");
        }
        if (given.equals(NEWEST)) {
            return newestFirst.getFirst();
        }
        List<T> meant = newestFirst.stream()
                .filter(snapshot -> name.apply(snapshot).equals(given)
                        || Long.toString(height.applyAsLong(snapshot)).equals(given))
                .toList();
        return switch (meant.size()) {
            case 1 -> meant.getFirst();
            case 0 ->
                throw new UsageException(
                        "There is no snapshot '" + given + "'. There are: " + shown(newestFirst, name) + ".");
            default ->
                throw new UsageException("There are several of that height, of other blocks: " + shown(meant, name)
                        + ". Name one of them whole.");
        };
    }

    private static <T> String shown(List<T> snapshots, Function<T, String> name) {
        return String.join(", ", snapshots.stream().map(name).toList());
    }
}
