package dev.cairn.folder;

import dev.cairn.fault.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Folders that are one thing, perhaps on several disks: a database, and its tables elsewhere. No file system makes or
/// moves several at once, so one of them counts: it comes last and goes first. Whoever finds it has them all.
///
/// What is made has other names until it is whole. While it gets its names, the first still has the other one, so
/// what a process has left that died over it is told from what is somebody's.
///
/// @param first  the one that counts
public record FolderGroup(Path first, List<Path> others) {
    public FolderGroup {
        others = List.copyOf(others);
    }

    /// Other folders in the place of these.
    public FolderGroup movedTo(UnaryOperator<Path> moved) {
        return new FolderGroup(moved.apply(first), others.stream().map(moved).toList());
    }

    /// A folder beside another, with a name that begins the same.
    public static Path beside(Path folder, String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    public List<Path> all() {
        return Stream.concat(others.stream(), Stream.of(first)).toList();
    }

    /// One of them that has something in it; but not what was to be given to them and did not come to its end.
    ///
    /// @param unfinished  how these are called until they are whole
    public Optional<Path> occupied(FolderGroup unfinished) throws IOException {
        if (!Folders.isEmptyOrMissing(first)) {
            return Optional.of(first);
        }
        List<Path> named = unfinished.named(this);
        for (Path other : others) {
            if (!Folders.isEmptyOrMissing(other) && !named.contains(other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /// Makes empty ones.
    public void make() throws IOException {
        for (Path folder : all()) {
            Files.createDirectories(folder);
        }
    }

    /// Gives folders whose files are synced their names. Empty folders may have them.
    public void name(FolderGroup names) throws IOException {
        for (int other = 0; other < others.size(); other++) {
            Folders.name(others.get(other), names.others.get(other));
        }
        Step.OTHER_FOLDERS_NAMED.reached();
        Folders.name(first, names.first);
    }

    /// Takes away what was made, also what has its name already while the first has not.
    public void discard(FolderGroup names) throws IOException {
        for (Path named : named(names)) {
            Folders.delete(named);
        }
        delete();
    }

    /// With all that is in them, as far as they are there.
    public void delete() throws IOException {
        Folders.delete(first);
        for (Path other : others) {
            Folders.delete(other);
        }
    }

    /// Which of the others have got their names, while the first has not.
    private List<Path> named(FolderGroup names) {
        return Files.notExists(first)
                ? List.of()
                : IntStream.range(0, others.size())
                        .filter(other -> Files.notExists(others.get(other)))
                        .mapToObj(names.others::get)
                        .toList();
    }
}
