package dev.cairn.folder;

import dev.cairn.fault.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

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

    private final Path directory;

    public DatabaseFolder(Path directory) {
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }

    /// A neighbour, by how its name goes on after that of the database.
    public Path beside(String ending) {
        return directory.resolveSibling(directory.getFileName() + ending);
    }

    /// Where what is to take its place gets whole.
    public Path replacement() {
        return beside(".replacement");
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

    /// Whether something is called the replacement though the one at the place was not moved.
    public boolean hasForgottenReplacement() throws IOException {
        return Files.exists(replacement()) && !isEmpty();
    }

    /// Takes away what somebody left who died before anything was moved. Only for who holds the lock: else it may be
    /// somebody's who is at work.
    public void forgetReplacement() throws IOException {
        Folders.delete(replacement());
    }

    /// Where to put a damaged one; empty if there is room for no more.
    public Optional<Path> freePlaceAside() {
        for (int number = 1; number <= ASIDE_MAX; number++) {
            Path aside = beside(".damaged-" + number);
            if (Files.notExists(aside)) {
                return Optional.of(aside);
            }
        }
        return Optional.empty();
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

    private static String read(Path note) {
        try {
            return Files.readString(note).strip();
        } catch (IOException e) {
            return "what it was cannot be read (" + e.getMessage() + ")";
        }
    }
}
