package dev.cairn.fault;

import java.util.function.Consumer;

/// Moments between two steps that change what is on disk or in a repository. A process may die at any instruction,
/// and these are where it makes a difference: each is named, and for each a test lets a process end there, starts
/// another, and looks whether what we promise holds. One that no test leads to fails the build.
public enum Step {
    /// A round's batch is ready, and nothing of it is written.
    ROUND_PREPARED,
    /// A round is on disk, and nobody has been told.
    ROUND_WRITTEN,
    /// What was in memtables is in files, and nobody has been told.
    MEMTABLES_FLUSHED,
    /// The floor is stored, and everything below it is still there.
    FLOOR_STORED,
    /// The horizon is at the floor: compaction may drop versions.
    HORIZON_RAISED,
    /// Blocks and changed keys below the floor are deleted.
    BLOCKS_FORGOTTEN,
    /// The batch of a rewind is ready, and nothing of it is written.
    REWIND_PREPARED,
    /// A rewind is on disk, and nobody has been told.
    REWIND_WRITTEN,
    /// The batch that brings a database to the next format version is ready, and nothing of it is written.
    MIGRATION_PREPARED,
    /// It is on disk.
    MIGRATION_WRITTEN,
    /// The files of a snapshot are linked, under a name that does not count.
    SNAPSHOT_LINKED,
    /// Its manifest is written.
    SNAPSHOT_LISTED,
    /// Its files and its folder are synced, and it was opened once.
    SNAPSHOT_PROVED,
    /// It has its name.
    SNAPSHOT_NAMED,
    /// One that is not kept any more is being deleted, and has lost its name.
    SNAPSHOT_UNNAMED,
    /// Before a rewind: it is noted above which height no snapshot counts any more, and they are all there.
    WITHDRAWAL_NOTED,
    /// It is announced in a repository which files of a snapshot are about to come.
    SENDING_ANNOUNCED,
    /// All its files are there, and no manifest names them.
    SENDING_SENT,
    /// The manifest is there, and the announcement too.
    SENDING_LISTED,
    /// In a repository it is written down which files nobody needs, and they are there.
    GARBAGE_CONDEMNED,
    /// They are deleted, and it is written down still.
    GARBAGE_DELETED,
    /// One came from a repository, is checked and synced, and was opened once.
    RECEIVED_PROVED,
    /// Files were copied back, under a name that does not count.
    RESTORE_COPIED,
    /// They are synced, and were opened once.
    RESTORE_PROVED,
    /// Folders elsewhere that belong to something whole have their names, and the one that counts has not.
    OTHER_FOLDERS_NAMED,
    /// What is restored has the name of the database.
    RESTORE_NAMED,
    /// What is to take a damaged database's place is whole and synced, and is called so.
    REPLACEMENT_NAMED,
    /// A damaged database is put aside, and nothing has its name.
    DAMAGED_PUT_ASIDE,
    /// Its folders elsewhere are put aside too, and nothing has their names.
    OTHER_FOLDERS_PUT_ASIDE,
    /// What was beside it is in its place.
    REPLACEMENT_IN_PLACE,
    /// All of an export is in a database, under a name that does not count.
    IMPORT_WRITTEN,
    /// It is synced, and has its name.
    IMPORT_NAMED,
    /// A replay has come to its height, under a name that does not count.
    REPLAY_DONE,
    /// It has its name.
    REPLAY_NAMED;

    private static volatile Consumer<Step> watcher = _ -> {};

    /// Says that the process is here.
    public void reached() {
        watcher.accept(this);
    }

    /// For tests: who is told, on the thread that is there. A process has one.
    public static void watchedBy(Consumer<Step> newWatcher) {
        watcher = newWatcher;
    }
}
