package dev.cairn.folder;

import dev.cairn.fault.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The folder of a database, and how another takes its place.
///
/// What takes it is whole beside it, as `.replacement`, before the one that is there is moved, so there is nothing to
/// mend by hand whenever a process dies over this: who comes next finishes it. A damaged one is put aside and never
/// deleted, and no more than [#ASIDE_MAX] are kept: a disk that ruins one after the other is not helped by more of
/// them. That they lie there is the only count there is, so none can be lost.
///
/// **Threading:** one thread, which holds the database's lock wherever it is said.
public final class DatabaseFolder {
    /// Beside it there is room for so many damaged ones.
    public static final int ASIDE_MAX = 3;

    private static final String REPLACEMENT = ".replacement";
    private static final String DOUBTFUL = ".doubtful";
    private static final String REPAIRING = ".repairing";
    /// What is being restored has a name that ends so.
    private static final String RESTORING = ".restoring";

    private final Path directory;

    public DatabaseFolder(Path directory) {
        this.directory = Folders.real(directory);
    }

    public Path directory() {
        return directory;
    }

    /// Where what is to take its place is once it is whole.
    public Path replacement() {
        return beside(REPLACEMENT);
    }

    /// Where a repair tries what can be saved of it.
    public Path doubtful() {
        return beside(DOUBTFUL);
    }

    /// Where a repair makes something whole.
    public Path repairing() {
        return beside(REPAIRING);
    }

    /// Whether there is nothing in it, or it is not there.
    public boolean isEmpty() throws IOException {
        return Folders.isEmptyOrMissing(directory);
    }

    /// Whether somebody died when the damaged one was moved, and what replaces it was not yet. It is now.
    public boolean finishReplacing() throws IOException {
        if (Files.notExists(replacement()) || !isEmpty()) {
            return false;
        }
        moveIn();
        return true;
    }

    /// What somebody has left who died before anything was moved. As long as nothing is at the place, somebody may be
    /// at work without a lock there could be, so there it is nothing.
    public List<Path> leftOvers() throws IOException {
        if (isEmpty()) {
            return List.of();
        }
        return Folders.list(parent()).stream()
                .filter(entry -> isLeftOver(entry.getFileName().toString()))
                .toList();
    }

    /// Only who holds the lock makes something of these names, so the claims on them are nobody's either.
    /// One on the database's own place may be that of who asks.
    private boolean isLeftOver(String name) {
        return name.startsWith(directory.getFileName() + ".")
                && (Stream.of(REPLACEMENT, DOUBTFUL, REPAIRING, RESTORING).anyMatch(name::endsWith)
                        || Claim.isName(name, replacement())
                        || Claim.isName(name, repairing()));
    }

    /// Takes it away. Only for who holds the lock: else it may be somebody's who is at work.
    public void clear() throws IOException {
        for (Path left : leftOvers()) {
            Folders.delete(left);
        }
    }

    /// Where to put a damaged one; empty if there is room for no more.
    public Optional<Path> freePlaceAside() {
        return placesAside().filter(Files::notExists).findFirst();
    }

    /// How many damaged ones lie beside it. Any thread.
    public long asideCount() {
        return placesAside().filter(Files::exists).count();
    }

    private Stream<Path> placesAside() {
        return IntStream.rangeClosed(1, ASIDE_MAX).mapToObj(number -> beside(".damaged-" + number));
    }

    /// Why there is no place aside, and what to do.
    public String tooManyAside() {
        return ASIDE_MAX + " damaged databases lie beside " + directory
                + " already. Look at the disk and the memory of this machine, then delete them.";
    }

    /// Gives what was made whole elsewhere on the same volume the name of a replacement. Only for who holds the lock.
    public void offer(Path whole) throws IOException {
        Folders.syncWhole(whole);
        Folders.name(whole, replacement());
        Step.REPLACEMENT_NAMED.reached();
    }

    /// Puts the damaged one aside and its replacement in its place. Only for who holds the lock.
    public void replace(Path aside) throws IOException {
        Folders.name(directory, aside);
        Step.DAMAGED_PUT_ASIDE.reached();
        moveIn();
    }

    /// The note goes first: of a whole one it would say that it is damaged.
    private void moveIn() throws IOException {
        forgetDamage();
        Folders.name(replacement(), directory);
        Step.REPLACEMENT_IN_PLACE.reached();
    }

    /// Says to whoever opens it next that damage was found, which RocksDB might not come across when it opens.
    public void noteDamage(String what) throws IOException {
        Files.writeString(damageNote(), what + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /// What was found, if it was noted. An empty folder is not damaged, whatever was there before.
    public Optional<String> notedDamage() throws IOException {
        return Files.exists(damageNote()) && !isEmpty() ? Optional.of(read(damageNote())) : Optional.empty();
    }

    public void forgetDamage() throws IOException {
        Files.deleteIfExists(damageNote());
    }

    public Path damageNote() {
        return beside(".damage");
    }

    private Path beside(String ending) {
        return directory.resolveSibling(directory.getFileName() + ending);
    }

    private Path parent() {
        return Objects.requireNonNull(directory.toAbsolutePath().getParent());
    }

    private static String read(Path note) {
        try {
            return Files.readString(note).strip();
        } catch (IOException e) {
            return "what it was cannot be read (" + e.getMessage() + ")";
        }
    }
}
