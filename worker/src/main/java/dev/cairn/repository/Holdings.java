package dev.cairn.repository;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out what each snapshot of a shard takes in the repository, by reading the entries of all of them: files are
/// shared, so what one has for itself only the others can tell.
final class Holdings {
    private final Shelf shelf;
    private final Map<String, Set<StoredManifest.StoredFile>> filesByName = new HashMap<>();
    private final Map<String, Set<String>> namesByObject = new HashMap<>();

    private Holdings(Shelf shelf) {
        this.shelf = shelf;
    }

    static List<HeldSnapshot> of(Shelf shelf, List<RepositorySnapshot> snapshots) {
        Holdings holdings = new Holdings(shelf);
        shelf.wholeSnapshots().forEach(holdings::read);
        return snapshots.stream()
                .map(snapshot -> new HeldSnapshot(snapshot, holdings.space(snapshot.name())))
                .toList();
    }

    private void read(StoredObject entry) {
        String name = ObjectKeys.snapshotNameOf(entry).orElseThrow();
        try {
            for (StoredManifest.StoredFile file : shelf.manifest(entry).files()) {
                filesByName.computeIfAbsent(name, _ -> new HashSet<>()).add(file);
                namesByObject
                        .computeIfAbsent(file.object(), _ -> new HashSet<>())
                        .add(name);
            }
        } catch (AbsentObjectException | DamagedSnapshotException _) {
            // Deleted since it was listed, or not what was written: nothing is known of it.
        }
    }

    private Optional<HeldSnapshot.Space> space(String name) {
        return Optional.ofNullable(filesByName.get(name)).map(files -> {
            long bytes = 0;
            long own = 0;
            for (StoredManifest.StoredFile file : files) {
                bytes += file.file().bytes();
                boolean isShared =
                        namesByObject.getOrDefault(file.object(), Set.of()).size() > 1;
                own += isShared ? 0 : file.file().bytes();
            }
            return new HeldSnapshot.Space(bytes, own);
        });
    }
}
