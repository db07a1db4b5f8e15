package dev.cairn.snapshot;

import dev.cairn.folder.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// A note beside snapshots: a rewind has withdrawn what was above a height, and the repository may have some of it
/// still.
/// It is on the disk before the rewind begins, so no crash forgets it. **Threading:** any.
public final class Withdrawn {
    private static final String NAME = "withdrawn-above";

    private final Path directory;
    /// Between the note and the database's forgetting it still has what is to go.
    private boolean isRewinding;

    Withdrawn(Path directory) {
        this.directory = directory;
    }

    /// Above which height nothing counts that lies in the repository; empty once that has forgotten it.
    public OptionalLong above() {
        return noted().map(noted -> OptionalLong.of(noted.above())).orElseGet(OptionalLong::empty);
    }

    /// What the repository is to be told; empty if there is nothing, or not yet: while a rewind is under way the
    /// database has the blocks that are to go, so nobody can tell which snapshots are of them.
    public synchronized Optional<Withdrawal> toTell() {
        return isRewinding ? Optional.empty() : noted();
    }

    /// The repository has forgotten what it had of that. What another rewind has withdrawn meanwhile is still to be
    /// told.
    public synchronized void told(Withdrawal withdrawal) {
        if (noted().filter(withdrawal::equals).isPresent()) {
            try {
                Files.delete(file());
            } catch (IOException e) {
                throw failed("forgetting", e);
            }
        }
    }

    /// Refuses what a repository has still, and nobody is to have back.
    void refuse(SnapshotName name) {
        OptionalLong above = above();
        if (above.isPresent() && name.height() > above.getAsLong()) {
            throw new SnapshotRefusedException("The snapshot " + name
                    + " is not fetched: a rewind has withdrawn what was"
                    + " above height " + above.getAsLong() + ", as " + file() + " notes, and it would bring that back."
                    + " Fetch one up to that height. Once a worker with this repository runs, it has it forget the"
                    + " others, and the note goes.");
        }
    }

    /// A rewind was done, or given up.
    public synchronized void rewindEnded() {
        isRewinding = false;
    }

    synchronized boolean isRewinding() {
        return isRewinding;
    }

    /// A rewind is about to begin. Of several that the repository was not told of the lowest height counts.
    synchronized void begin(long height) {
        isRewinding = true;
        Withdrawal note = new Withdrawal(
                Math.min(height, above().orElse(height)), UUID.randomUUID().toString());
        try {
            write(note);
        } catch (IOException e) {
            throw failed("writing", e);
        }
    }

    private void write(Withdrawal note) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = file().resolveSibling(NAME + ".new");
        Files.writeString(unfinished, note.above() + " " + note.id() + "\n");
        Folders.sync(unfinished);
        Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.sync(directory);
    }

    /// Somebody who mends it by hand needs the height only.
    private Optional<Withdrawal> noted() {
        try {
            if (Files.notExists(file())) {
                return Optional.empty();
            }
            String text = Files.readString(file()).strip();
            String[] words = text.split("\\s+", 2);
            try {
                return Optional.of(new Withdrawal(Long.parseLong(words[0]), words.length > 1 ? words[1] : ""));
            } catch (NumberFormatException _) {
                throw new IOException("expected the height of a rewind in " + file() + ", but found '" + text
                        + "'; write into it above which height snapshots are of blocks that were replaced");
            }
        } catch (IOException e) {
            throw failed("reading", e);
        }
    }

    private UncheckedIOException failed(String doing, IOException e) {
        return new UncheckedIOException(
                doing + " the note " + file() + " failed: " + e
                        + "; look whether snapshots.directory can be written to and has space",
                e);
    }

    private Path file() {
        return directory.resolve(NAME);
    }
}
