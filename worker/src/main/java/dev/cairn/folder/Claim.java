package dev.cairn.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place that one process at a time makes something at: two would mix what they write, or delete it from
/// under each other.
///
/// Who claims a place makes a file beside it, of a name that nobody else has, and locks it. Then it looks
/// for files of others. One that is locked is somebody's who is at work; one that is not was left by a
/// process that died, and is deleted. Of two who come at the same moment at most one gets the place, and
/// perhaps neither. A single file of a known name would spare the looking, but it might be a user's own,
/// and there would be a moment when it is deleted by one, made anew by a second and still locked by a
/// third.
///
/// Where files cannot be locked, nobody is kept away, and nothing that others left is deleted.
///
/// **Threading:** one thread. Who claims a place does not open the file by its name meanwhile: closing it
/// would let go of the lock.
public final class Claim implements AutoCloseable {
    /// Of one that is nothing but a claim.
    public static final String ENDING = ".claim";

    private final Path file;
    private final FileChannel channel;

    private Claim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Empty if somebody else has it. The folder around the place is there.
    public static Optional<Claim> on(Path place) throws IOException {
        return on(place, ENDING);
    }

    /// With a file that is put to use: what is made at the place may be written into it, and be moved there.
    ///
    /// @param ending  the file's
    public static Optional<Claim> on(Path place, String ending) throws IOException {
        Claim own = own(place, ending);
        try {
            Pattern names = names(place, ending);
            for (Path other : Folders.list(parent(place))) {
                if (names.matcher(nameOf(other)).matches()
                        && !nameOf(other).equals(nameOf(own.file))
                        && isHeld(other)) {
                    own.close();
                    return Optional.empty();
                }
            }
            return Optional.of(own);
        } catch (IOException | RuntimeException e) {
            own.close();
            throw e;
        }
    }

    /// Whether a name is that of a claim on a place.
    public static boolean isName(String name, Path place) {
        return names(place, ENDING).matcher(name).matches();
    }

    public Path file() {
        return file;
    }

    /// To write into the file.
    public FileChannel channel() {
        return channel;
    }

    /// Lets go of the place. The file goes too, unless it was moved.
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }

    private static Claim own(Path place, String ending) throws IOException {
        while (true) {
            Path file = place.resolveSibling(nameOf(place) + "." + UUID.randomUUID() + ending);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (isOurs(channel) && Files.exists(file)) {
                return new Claim(file, channel);
            }
            // Somebody took it for one that was left, in the moment before it was locked.
            channel.close();
        }
    }

    private static boolean isOurs(FileChannel channel) {
        try {
            return lock(channel) != null;
        } catch (IOException _) {
            // Not where files can be locked.
            return true;
        }
    }

    /// Deletes it if nobody has it.
    private static boolean isHeld(Path other) {
        try (FileChannel channel = FileChannel.open(other, StandardOpenOption.WRITE)) {
            if (lock(channel) == null) {
                return true;
            }
            Files.deleteIfExists(other);
            return false;
        } catch (IOException _) {
            // It is gone, or nobody can tell.
            return false;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static Pattern names(Path place, String ending) {
        return Pattern.compile(
                Pattern.quote(nameOf(place)) + "\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}" + Pattern.quote(ending));
    }

    private static Path parent(Path place) {
        return Objects.requireNonNull(place.toAbsolutePath().getParent());
    }

    private static String nameOf(Path path) {
        return path.getFileName().toString();
    }
}
