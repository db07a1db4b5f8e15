package dev.cairn.repository;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;

/// Objects by key, as a directory and object storage both have them. A key is a path of names with `/`
/// between them.
///
/// An object is there whole or not at all, and never changes: no key is ever used for another content. What
/// one call has put, every later call sees, in lists too; what [SnapshotRepository] proves rests on that.
///
/// Whatever fails throws a [RepositoryException]. **Threading:** any.
public interface ObjectStore extends AutoCloseable {
    /// Copies a file into the store. It is durable when the call returns, and was never there by half.
    ///
    /// @param file      what the file has to be; it is refused if it is something else by now
    /// @param progress  is told how many bytes have gone each time; more than the file has where a part is
    ///                  sent again
    void put(String key, Path path, RepositoryFile file, LongConsumer progress);

    /// Puts a small object unless there is one with that key, whatever others do at the same time.
    ///
    /// @return whether what is there now is what was given
    boolean create(String key, byte[] content);

    /// Reads an object.
    ///
    /// @param fromByte  where to begin; below its size
    /// @throws AbsentObjectException  if there is none
    InputStream open(String key, long fromByte);

    /// The objects whose keys are the folder's name and one more name.
    ///
    /// @param folder  ends with `/`
    List<StoredObject> list(String folder);

    /// Fine if there is none.
    void delete(String key);

    /// Throws away what calls have left behind that ended in the middle.
    ///
    /// @param startedBefore  later ones may be under way
    void discardUnfinished(String folder, Instant startedBefore);

    /// What operators know it by.
    String description();

    @Override
    void close();
}
