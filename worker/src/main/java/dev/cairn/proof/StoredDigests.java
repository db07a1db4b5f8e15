package dev.cairn.proof;

import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.StoredDatabase;

/// The digests of a database at rest.
///
/// @param name  the folder it lies in
public record StoredDigests(String name, StoredDatabase database) implements DigestSource {
    @Override
    public long earliestHeight() {
        return database.facts().committed().isEmpty() ? 0 : database.facts().earliestHeight();
    }

    @Override
    public long newestHeight() {
        return database.facts().committed().map(CommittedPosition::height).orElse(-1L);
    }

    @Override
    public ChainedDigest at(long height) {
        BlockRecord block = database.reader()
                .block(height)
                .orElseThrow(() -> new NotWholeException(
                        "The database in " + name + " has no record of block " + height + ".", null));
        return new ChainedDigest(block.ref(), block.digest());
    }

    @Override
    public void close() {
        database.close();
    }
}
