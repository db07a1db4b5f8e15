package dev.cairn.runtime;

import dev.cairn.fault.Step;
import dev.cairn.folder.Claim;
import dev.cairn.folder.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder that a replay ends in. It works in a folder of it, so on the same volume, and the database gets its own
/// name when it has come to its height: one that is found there is what was asked for, whenever a process dies.
public final class ReplayFolder implements AutoCloseable {
    private static final String WORKING = "replaying";

    private final Path into;
    private final int shard;
    private Optional<Claim> claim = Optional.empty();

    public ReplayFolder(Path into, int shard) {
        this.into = into;
        this.shard = shard;
    }

    /// Whether there is nothing in it but what an earlier replay left half done.
    public boolean isFree() {
        try {
            return Files.notExists(into)
                    || Folders.list(into).stream()
                            .map(entry -> entry.getFileName().toString())
                            .allMatch(name -> name.equals(WORKING) || Claim.isName(name, working()));
        } catch (IOException e) {
            throw failed("looking into", e);
        }
    }

    /// Makes an empty place to work in, and keeps others away until it is closed. False if another replay
    /// works there.
    public boolean begin() {
        try {
            Files.createDirectories(into);
            claim = Claim.on(working());
            if (claim.isPresent()) {
                Folders.delete(working());
                Files.createDirectories(working());
            }
            return claim.isPresent();
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

    /// What is there stays.
    @Override
    public void close() {
        try {
            if (claim.isPresent()) {
                claim.get().close();
            }
        } catch (IOException e) {
            throw failed("letting go of", e);
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
