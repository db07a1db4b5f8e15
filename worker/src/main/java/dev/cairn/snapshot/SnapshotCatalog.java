package dev.cairn.snapshot;

import dev.cairn.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which snapshots lie in a folder. What a folder is called says what it is: a name alone is a finished one, and what
/// is behind it, that it is being made or deleted, or was found damaged.
final class SnapshotCatalog {
    /// It is being made or deleted, or whoever did so died over it: nobody needs it.
    private static final String UNFINISHED = ".part";

    private static final Pattern DAMAGED = Pattern.compile("(.+)\\.damaged(-\\d+)?");
    private static final Comparator<ListedSnapshot> NEWEST_FIRST = Comparator.comparing(
                    (ListedSnapshot listed) -> listed.state() == SnapshotState.DAMAGED)
            .thenComparing(Comparator.comparingLong(ListedSnapshot::height).reversed())
            .thenComparing(listed -> listed.name().digest());

    private final Path directory;

    SnapshotCatalog(Path directory) {
        this.directory = directory;
    }

    Path folder(SnapshotName name) {
        return directory.resolve(name.toString());
    }

    Path unfinishedFolder(SnapshotName name) {
        return directory.resolve(name + UNFINISHED);
    }

    /// Where one is made whose name is not known yet.
    Path nextUnfinishedFolder() {
        return directory.resolve("next" + UNFINISHED);
    }

    /// Where one lies that comes from elsewhere, as far as it has come. Who brings it goes on there after a failure.
    Path receivedFolder(SnapshotName name) {
        return directory.resolve(name + ".receiving");
    }

    /// All of them: the finished ones, newest first by height, then those that were put aside.
    List<ListedSnapshot> list() throws IOException {
        List<ListedSnapshot> listed = new ArrayList<>();
        for (Path entry : Folders.list(directory)) {
            if (Files.isDirectory(entry)) {
                listed(entry).ifPresent(listed::add);
            }
        }
        listed.sort(NEWEST_FIRST);
        return listed;
    }

    List<ListedSnapshot> complete() throws IOException {
        return list().stream()
                .filter(listed -> listed.state() == SnapshotState.COMPLETE)
                .toList();
    }

    Optional<ListedSnapshot> find(SnapshotName name) throws IOException {
        Path folder = folder(name);
        return Files.isDirectory(folder) ? listed(folder) : Optional.empty();
    }

    void deleteUnfinished() throws IOException {
        for (Path entry : Folders.list(directory)) {
            if (entry.getFileName().toString().endsWith(UNFINISHED)) {
                Folders.delete(entry);
            }
        }
    }

    /// From here on it is none that anybody restores.
    Path putAside(SnapshotName name) throws IOException {
        Path aside = free(number -> name + ".damaged" + number);
        Folders.name(folder(name), aside);
        return aside;
    }

    private Path free(UnaryOperator<String> named) {
        Path candidate = directory.resolve(named.apply(""));
        for (int number = 2; Files.exists(candidate); number++) {
            candidate = directory.resolve(named.apply("-" + number));
        }
        return candidate;
    }

    private static Optional<ListedSnapshot> listed(Path folder) throws IOException {
        String called = folder.getFileName().toString();
        Matcher damaged = DAMAGED.matcher(called);
        boolean isDamaged = damaged.matches();
        Optional<SnapshotName> name = SnapshotName.parse(isDamaged ? damaged.group(1) : called);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<SnapshotManifest> manifest = manifest(folder);
        SnapshotState state = isDamaged
                ? SnapshotState.DAMAGED
                : manifest.isPresent() ? SnapshotState.COMPLETE : SnapshotState.UNREADABLE;
        return Optional.of(new ListedSnapshot(name.get(), state, manifest, folder));
    }

    private static Optional<SnapshotManifest> manifest(Path folder) throws IOException {
        try {
            return Optional.of(read(folder));
        } catch (SnapshotDamagedException | SnapshotRefusedException _) {
            return Optional.empty();
        }
    }

    static SnapshotManifest read(Path folder) throws IOException {
        Path file = folder.resolve(ManifestFile.NAME);
        if (!Files.isRegularFile(file)) {
            throw new SnapshotDamagedException("the manifest " + file + " is missing", null);
        }
        return ManifestFile.decode(Files.readAllBytes(file), file.toString());
    }
}
