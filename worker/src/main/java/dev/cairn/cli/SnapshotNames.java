package dev.cairn.cli;

import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotName;
import dev.cairn.snapshot.SnapshotState;
import java.util.List;

/// How people name a snapshot: by its folder's name, by its height alone, or as `newest`.
final class SnapshotNames {
    static final String HELP = "The height, the name of the folder, or 'newest'.";
    static final String NEWEST = "newest";

    private SnapshotNames() {}

    static SnapshotName find(String given, List<ListedSnapshot> listed) {
        List<SnapshotName> names = listed.stream()
                .filter(snapshot -> snapshot.state() != SnapshotState.DAMAGED)
                .map(ListedSnapshot::name)
                .toList();
        if (names.isEmpty()) {
            throw new UsageException("There is no snapshot to choose from.");
        }
        if (given.equals(NEWEST)) {
            return names.getFirst();
        }
        List<SnapshotName> meant = names.stream()
                .filter(name -> name.toString().equals(given)
                        || Long.toString(name.height()).equals(given))
                .toList();
        return switch (meant.size()) {
            case 1 -> meant.getFirst();
            case 0 ->
                throw new UsageException("There is no snapshot '" + given + "'. There are: " + shown(names) + ".");
            default ->
                throw new UsageException("There are several of that height, of other blocks: " + shown(meant)
                        + ". Name one of them whole.");
        };
    }

    private static String shown(List<SnapshotName> names) {
        return String.join(", ", names.stream().map(SnapshotName::toString).toList());
    }
}
