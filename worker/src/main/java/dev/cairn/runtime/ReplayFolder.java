package dev.cairn.runtime;

import dev.cairn.fault.Step;
import dev.cairn.folder.Folders;
import dev.cairn.storage.DatabaseLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that a replay ends in. It works in a folder of it, so on the same volume, and the database gets its own
/// name when it has come to its height: one that is found there is what was asked for, whenever a process dies.
public final class ReplayFolder {
    private static final String WORKING = "replaying";

    private final Path into;
    private final int shard;

    public ReplayFolder(Path into, int shard) {
        this.into = into;
        this.shard = shard;
    }

    /// Whether there is nothing in it but what an earlier replay left half done.
    public boolean isFree() {
        try {
            return Files.notExists(into)
                    || Folders.list(into).stream()
                            .allMatch(entry -> entry.getFileName().toString().equals(WORKING));
        } catch (IOException e) {
            throw failed("looking into", e);
        }
    }

    /// Makes an empty place to work in. Throws [dev.cairn.storage.StorageRefusedException] if another replay works
    /// there.
    public void begin() {
        try (DatabaseLock _ = DatabaseLock.take(working().resolve(name()))) {
            Folders.delete(working());
            Files.createDirectories(working());
        } catch (IOException e) {
            throw failed("making", e);
        }
    }

    /// What is the data directory of the worker that replays.
    public Path working() {
        return into.resolve(WORKING);
    }

    /// Gives the database its name. Nobody has it open.
    public Path finish() {
        Step.REPLAY_DONE.reached();
        Path database = into.resolve(name());
        try {
            Folders.syncWhole(working().resolve(name()));
            Folders.name(working().resolve(name()), database);
            Step.REPLAY_NAMED.reached();
            Folders.delete(working());
            return database;
        } catch (IOException e) {
            throw failed("finishing", e);
        }
    }

    private String name() {
        return "shard-" + shard;
    }

    private UncheckedIOException failed(String doing, IOException cause) {
        return new UncheckedIOException(
                doing + " " + into + " failed: " + cause.getMessage() + "; look at the disk and the rights on it",
                cause);
    }
}
