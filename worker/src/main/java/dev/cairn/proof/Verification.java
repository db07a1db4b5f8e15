package dev.cairn.proof;

import dev.cairn.flush.BlockDigest;
import dev.cairn.model.Bytes;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.HeightPrunedException;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.StoredFile;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// Looks whether a database at rest holds what was written into it, in steps that may be watched. Each
/// throws [NotWholeException] at the first thing that is wrong. **Threading:** one thread.
public final class Verification {
    private static final byte[] NO_KEY = {};

    private final StoredDatabase database;
    private final Path directory;
    private final DatabaseFacts facts;
    private final CommittedPosition newest;
    private final List<StoredFile> tables;
    private final VersionSum named = new VersionSum();
    private boolean digestsChecked;

    /// @param directory  for messages
    /// @throws IllegalArgumentException  if it was never filled
    public Verification(StoredDatabase database, Path directory) {
        this.database = database;
        this.directory = directory;
        facts = database.facts();
        newest = facts.committed()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The database in " + directory + " was never filled; there is nothing to verify."));
        tables = checked(database::files);
    }

    public long tableBytes() {
        return tables.stream().mapToLong(StoredFile::bytes).sum();
    }

    public long tableCount() {
        return tables.size();
    }

    public long blockCount() {
        return newest.height() - facts.earliestHeight() + 1;
    }

    /// How many changes the blocks name; known once their digests are checked.
    public long changeCount() {
        return named.count();
    }

    /// All of it.
    void deeply(RepairWatch watch) {
        watch.stepInBytes("checksums of tables", tableBytes());
        checkTables(watch::done);
        watch.step("digests of blocks", blockCount());
        checkDigests(watch::done);
        watch.step("versions of the state", changeCount());
        checkVersions(watch::done);
    }

    /// Reads every block of every table, and compares checksums.
    ///
    /// @param bytesDone  is told how far it is
    public void checkTables(LongConsumer bytesDone) {
        checked(() -> {
            database.verifyTables(tables, bytesDone);
            return tables;
        });
    }

    /// Marks, timeline, and that the blocks form one chain from the earliest height to the newest.
    public void checkBlocks(LongConsumer blocksDone) {
        checkBlocks(false, blocksDone);
    }

    /// The same, and every digest computed anew from the state.
    public void checkDigests(LongConsumer blocksDone) {
        checkBlocks(true, blocksDone);
        digestsChecked = true;
    }

    private void checkBlocks(boolean deep, LongConsumer blocksDone) {
        checked(() -> {
            checkMarks();
            BlockCheck check = new BlockCheck(database.reader());
            BlockRecord before = first(check, deep);
            blocksDone.accept(1);
            for (long height = facts.earliestHeight() + 1; height <= newest.height(); height++) {
                BlockRecord block = check.record(height);
                check.follows(before, block);
                if (deep) {
                    digest(check, block, before.digest());
                } else {
                    check.keys(block);
                }
                before = block;
                blocksDone.accept(height - facts.earliestHeight() + 1);
            }
            checkNewest(before);
            return before;
        });
    }

    private BlockRecord first(BlockCheck check, boolean deep) {
        BlockRecord first = check.record(facts.earliestHeight());
        if (deep && fromTheBeginning()) {
            digest(check, first, BlockDigest.BEFORE_THE_FIRST);
        } else {
            // The digest before it went with the blocks that were pruned.
            check.keys(first);
        }
        return first;
    }

    private void digest(BlockCheck check, BlockRecord block, Bytes before) {
        long height = block.height();
        check.digest(block, before, (key, _) -> {
            byte[] array = key.bytes().toArray();
            named.add(array, array.length, height);
        });
    }

    /// That the state has the versions that the blocks name, and no others. Comes after the digests.
    public void checkVersions(LongConsumer versionsDone) {
        if (!digestsChecked) {
            throw new IllegalStateException("expected the digests to be checked first, but they were not");
        }
        VersionSum found = new VersionSum();
        long anchor = fromTheBeginning() ? facts.earliestHeight() : facts.earliestHeight() + 1;
        checked(() -> {
            database.versionsAbove(anchor - 1, (key, keyLength, height) -> {
                if (height > newest.height()) {
                    throw wrong("the state holds a version of height " + height + ", above the newest block "
                            + newest.block());
                }
                found.add(key, keyLength, height);
                versionsDone.accept(found.count());
            });
            return NO_KEY;
        });
        if (!found.same(named)) {
            throw wrong("the state holds " + found.count() + " versions from height " + anchor
                    + " on, and they are not the " + named.count() + " that the blocks name");
        }
    }

    /// Whether the digests speak for all of the state: nothing came before the earliest block.
    public boolean fromTheBeginning() {
        return facts.firstHeight().equals(OptionalLong.of(facts.earliestHeight()));
    }

    private void checkMarks() {
        expect("the earliest height at or below the newest", facts.earliestHeight() <= newest.height());
        expect(
                "history to begin at or below the earliest height",
                facts.firstHeight().orElse(0) <= facts.earliestHeight());
        OptionalLong newestRow = database.newestBlockHeight();
        if (!newestRow.equals(OptionalLong.of(newest.height()))) {
            throw wrong("expected the newest block record to be that of height " + newest.height() + ", but it is "
                    + (newestRow.isPresent() ? "that of height " + newestRow.getAsLong() : "none"));
        }
    }

    private void checkNewest(BlockRecord last) {
        expect("the newest block to be " + newest.block(), last.ref().equals(newest.block()));
        expect(
                "the digest of the newest block to be that of the position",
                last.digest().equals(newest.digest()));
        expect(
                "the chain time of the newest block to be that of the position",
                last.chainTimeMs() == newest.chainTimeMs());
    }

    private void expect(String what, boolean holds) {
        if (!holds) {
            throw wrong("expected " + what + ", but it is not so");
        }
    }

    private NotWholeException wrong(String what) {
        return new NotWholeException("The database in " + directory + " is damaged: " + what + ".", null);
    }

    private <T> T checked(Supplier<T> step) {
        try {
            return step.get();
        } catch (StorageFault.Corrupt e) {
            throw new NotWholeException("The database in " + directory + " is damaged: " + e.getMessage(), e);
        } catch (HeightPrunedException e) {
            throw new NotWholeException("The database in " + directory + " is damaged: " + e.getMessage() + ".", e);
        }
    }
}
