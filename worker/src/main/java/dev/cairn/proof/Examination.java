package dev.cairn.proof;

import dev.cairn.flush.BlockDigest;
import dev.cairn.model.Bytes;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.StoredFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out what of a doubtful database is true.
///
/// Its tables of state and rows have to be what was written, to the last byte: what is missing of a state
/// cannot be told from what never was there. Then, block by block, records have to follow one another and
/// the state to come to their digests. Where a block cannot be read, the proof begins anew behind it;
/// where the state comes to another digest, nothing from there on is believed. Of what remains, the
/// newest run counts.
///
/// A family may have lost its end with a log, each at another place. That the state has not lost anything
/// that lies below the run is shown by a version of the run being in it: what was written before lies in
/// front of it, in the same files and logs.
final class Examination {
    private static final Set<String> FAMILIES_THAT_HAVE_TO_BE_WHOLE = Set.of("state", "default");

    private final StoredDatabase database;
    private final DatabaseFacts facts;
    private final BlockCheck check;
    private final RepairWatch watch;
    private @Nullable BlockRecord first;
    private @Nullable BlockRecord last;
    private @Nullable VersionSum named;

    Examination(StoredDatabase database, RepairWatch watch) {
        this.database = database;
        this.watch = watch;
        facts = database.facts();
        check = new BlockCheck(database.reader());
    }

    /// Empty if nothing is proved.
    Optional<Segment> newestRun() {
        try {
            if (facts.committed().isEmpty()) {
                return Optional.empty();
            }
            List<StoredFile> tables = database.files().stream()
                    .filter(table -> FAMILIES_THAT_HAVE_TO_BE_WHOLE.contains(table.family()))
                    .toList();
            watch.stepInBytes(
                    "checksums of tables",
                    tables.stream().mapToLong(StoredFile::bytes).sum());
            database.verifyTables(tables, watch::done);
            walk(facts.committed().get().height());
            return run().filter(this::hasItsVersions);
        } catch (StorageFault.Corrupt _) {
            return Optional.empty();
        }
    }

    private void walk(long newestHeight) {
        long height = facts.earliestHeight();
        watch.step("digests of blocks", newestHeight - height + 1);
        while (height <= newestHeight) {
            watch.done(height - facts.earliestHeight());
            Optional<BlockRecord> block = read(height);
            if (block.isPresent()) {
                if (!goesOnWith(block.get())) {
                    return;
                }
                height++;
            } else {
                OptionalLong next = nextTwo(height + 1, newestHeight);
                if (next.isEmpty()) {
                    return;
                }
                forget();
                height = next.getAsLong();
            }
        }
    }

    /// Where a run can begin: a block whose successor can be read too.
    private OptionalLong nextTwo(long fromHeight, long newestHeight) {
        boolean before = false;
        for (long height = fromHeight; height <= newestHeight; height++) {
            boolean now = read(height).isPresent();
            if (before && now) {
                return OptionalLong.of(height - 1);
            }
            before = now;
        }
        return OptionalLong.empty();
    }

    private void forget() {
        first = null;
        last = null;
        named = null;
    }

    /// Empty if its record or its list of changed keys is not there, or cannot be read.
    private Optional<BlockRecord> read(long height) {
        try {
            BlockRecord block = check.record(height);
            check.keys(block);
            return Optional.of(block);
        } catch (StorageFault.Corrupt | NotWholeException _) {
            return Optional.empty();
        }
    }

    /// Whether the run goes on with a block. False where the state comes to another digest: then it is
    /// not that of any higher block either.
    private boolean goesOnWith(BlockRecord block) {
        VersionSum ofRun = named;
        try {
            if (ofRun == null || last == null) {
                VersionSum begun = new VersionSum();
                if (beginsHistory(block)) {
                    digest(block, BlockDigest.BEFORE_THE_FIRST, begun);
                }
                first = block;
                named = begun;
            } else {
                check.follows(last, block);
                digest(block, last.digest(), ofRun);
            }
            last = block;
            return true;
        } catch (NotWholeException _) {
            return false;
        }
    }

    private void digest(BlockRecord block, Bytes before, VersionSum sum) {
        VersionSum ofBlock = new VersionSum();
        check.digest(block, before, (key, _) -> {
            byte[] array = key.bytes().toArray();
            ofBlock.add(array, array.length, block.height());
        });
        sum.add(ofBlock);
    }

    private boolean beginsHistory(BlockRecord block) {
        return facts.firstHeight().equals(OptionalLong.of(block.height()));
    }

    /// One block alone proves nothing: its digest speaks of what came before as well.
    private Optional<Segment> run() {
        if (first == null || last == null) {
            return Optional.empty();
        }
        boolean begins = beginsHistory(first);
        return begins || last.height() > first.height()
                ? Optional.of(new Segment(facts.earliestHeight(), first, last, begins))
                : Optional.empty();
    }

    /// The versions at the run's heights are those that its blocks name, all of them, and there is at
    /// least one. What lies above is not looked at.
    private boolean hasItsVersions(Segment run) {
        VersionSum expected = named;
        if (expected == null) {
            return false;
        }
        watch.step("versions of the state", expected.count());
        VersionSum found = new VersionSum();
        long below = run.isTheBeginning() ? run.fromHeight() - 1 : run.fromHeight();
        database.versionsAbove(below, (key, keyLength, height) -> {
            if (height <= run.toHeight()) {
                found.add(key, keyLength, height);
                watch.done(found.count());
            }
        });
        return found.same(expected) && (found.count() > 0 || run.isTheBeginning());
    }
}
