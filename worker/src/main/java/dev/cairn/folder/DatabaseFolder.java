package dev.cairn.folder;

import dev.cairn.fault.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
/// Where a database has tables elsewhere too, their folders are put aside and replaced together with its own, each
/// beside itself. Once its own is put aside, all the others are.
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
    private final FolderGroup group;

    public DatabaseFolder(Path directory) {
        this(new FolderGroup(directory, List.of()));
    }

    /// @param group  the database's own folder, and those with its tables elsewhere
    public DatabaseFolder(FolderGroup group) {
        this.group = group.movedTo(Folders::real);
        directory = this.group.first();
    }

    public Path directory() {
        return directory;
    }

    /// All its folders.
    public FolderGroup group() {
        return group;
    }

    /// Where what is to take a folder's place is once it is whole.
    public static Path replacementOf(Path folder) {
        return FolderGroup.beside(Folders.real(folder), REPLACEMENT);
    }

    /// Where a repair tries what can be saved of it.
    public static Path doubtfulOf(Path folder) {
        return FolderGroup.beside(Folders.real(folder), DOUBTFUL);
    }

    /// Where a repair makes something whole.
    public static Path repairingOf(Path folder) {
        return FolderGroup.beside(Folders.real(folder), REPAIRING);
    }

    /// Where a folder is restored to before it gets its name.
    public static Path restoringOf(Path folder) {
        return FolderGroup.beside(folder, RESTORING);
    }

    /// Whether there is nothing in it, or it is not there.
    public boolean isEmpty() throws IOException {
        return Folders.isEmptyOrMissing(directory);
    }

    /// Whether somebody died when the damaged one was moved, and what replaces it was not yet. It is now.
    public boolean finishReplacing() throws IOException {
        if (Files.notExists(replacement().first()) || !isEmpty()) {
            return false;
        }
        moveIn();
        return true;
    }

    /// What somebody has left who died before anything was moved, what counts before the rest of it. As long as
    /// nothing is at the place, somebody may be at work without a lock there could be, so there it is nothing.
    public List<Path> leftOvers() throws IOException {
        List<Path> left = new ArrayList<>();
        if (!isEmpty()) {
            addLeftOvers(directory, left);
            for (Path other : group.others()) {
                addLeftOvers(other, left);
            }
        }
        return left;
    }

    private static void addLeftOvers(Path folder, List<Path> left) throws IOException {
        for (Path entry : Folders.list(parent(folder))) {
            if (isLeftOver(entry.getFileName().toString(), folder)) {
                left.add(entry);
            }
        }
    }

    /// Only who holds the lock makes something of these names, so the claims on them are nobody's either.
    /// One on the database's own place may be that of who asks.
    private static boolean isLeftOver(String name, Path folder) {
        return name.startsWith(folder.getFileName() + ".")
                && (Stream.of(REPLACEMENT, DOUBTFUL, REPAIRING, RESTORING).anyMatch(name::endsWith)
                        || Claim.isName(name, replacementOf(folder))
                        || Claim.isName(name, repairingOf(folder)));
    }

    /// Takes it away. Only for who holds the lock: else it may be somebody's who is at work.
    public void clear() throws IOException {
        for (Path left : leftOvers()) {
            Folders.delete(left);
        }
    }

    /// Where to put a damaged one; empty if there is room for no more.
    public Optional<Path> freePlaceAside() {
        return endingsAside()
                .filter(ending -> aside(ending).all().stream().allMatch(Files::notExists))
                .map(ending -> aside(ending).first())
                .findFirst();
    }

    /// How many damaged ones lie beside it. Any thread.
    public long asideCount() {
        return endingsAside()
                .filter(ending -> Files.exists(aside(ending).first()))
                .count();
    }

    private static Stream<String> endingsAside() {
        return IntStream.rangeClosed(1, ASIDE_MAX).mapToObj(number -> ".damaged-" + number);
    }

    private FolderGroup aside(String ending) {
        return group.movedTo(folder -> FolderGroup.beside(folder, ending));
    }

    /// Why there is no place aside, and what to do.
    public String tooManyAside() {
        return ASIDE_MAX + " damaged databases lie beside " + directory
                + " already. Look at the disk and the memory of this machine, then delete them.";
    }

    /// Gives what was made whole elsewhere on the same volumes the name of a replacement. Only for who holds the lock.
    public void offer(FolderGroup whole) throws IOException {
        for (Path folder : whole.all()) {
            Folders.syncWhole(folder);
        }
        whole.name(replacement());
        Step.REPLACEMENT_NAMED.reached();
    }

    /// Puts the damaged one aside and its replacement in its place. Only for who holds the lock.
    ///
    /// @param aside  from [#freePlaceAside()]
    public void replace(Path aside) throws IOException {
        Folders.name(directory, aside);
        Step.DAMAGED_PUT_ASIDE.reached();
        moveIn();
    }

    /// The note goes first: of a whole one it would say that it is damaged.
    private void moveIn() throws IOException {
        forgetDamage();
        List<Integer> left = otherFoldersLeft();
        for (int other : left) {
            putAside(other);
        }
        Step.OTHER_FOLDERS_PUT_ASIDE.reached();
        for (int other : left) {
            Folders.name(replacement().others().get(other), group.others().get(other));
        }
        Step.OTHER_FOLDERS_NAMED.reached();
        Folders.name(replacement().first(), directory);
        Step.REPLACEMENT_IN_PLACE.reached();
    }

    /// Those whose replacement is not in its place yet.
    private List<Integer> otherFoldersLeft() {
        List<Path> whole = replacement().others();
        return IntStream.range(0, whole.size())
                .filter(other -> Files.exists(whole.get(other)))
                .boxed()
                .toList();
    }

    /// Together with the last database whose other folders are not all aside.
    private void putAside(int other) throws IOException {
        Path folder = group.others().get(other);
        if (Folders.isEmptyOrMissing(folder)) {
            return;
        }
        Path aside = endingsAside()
                .map(this::aside)
                .filter(group -> Files.exists(group.first())
                        && Files.notExists(group.others().get(other)))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new IOException("expected a damaged database beside " + directory
                        + " that the files in " + folder + " belong to; move them away"))
                .others()
                .get(other);
        Folders.name(folder, aside);
    }

    private FolderGroup replacement() {
        return group.movedTo(DatabaseFolder::replacementOf);
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
        return FolderGroup.beside(directory, ".damage");
    }

    private static Path parent(Path folder) {
        return Objects.requireNonNull(folder.toAbsolutePath().getParent());
    }

    private static String read(Path note) {
        try {
            return Files.readString(note).strip();
        } catch (IOException e) {
            return "what it was cannot be read (" + e.getMessage() + ")";
        }
    }
}
