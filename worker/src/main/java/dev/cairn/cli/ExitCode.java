package dev.cairn.cli;

import dev.cairn.client.ProblemException;
import dev.cairn.client.UnavailableException;
import dev.cairn.config.ConfigRefusedException;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.http.CannotListenException;
import dev.cairn.proof.NotWholeException;
import dev.cairn.proof.RepairRefusedException;
import dev.cairn.repository.RepositoryException;
import dev.cairn.snapshot.SnapshotDamagedException;
import dev.cairn.snapshot.SnapshotRefusedException;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageRefusedException;
import dev.cairn.transfer.ExportRefusedException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// How a command ended. Codes are a promise: scripts and service managers read them.
public enum ExitCode {
    SUCCESS(0, "What was asked for was done. A worker that was told to stop (SIGTERM, Ctrl-C) ends with it too.", "–"),
    INTERNAL(
            1,
            "A mistake of Cairn's own, or too little memory for what came.",
            "If memory was short, the log says what to do. Else report it, with the lines that were printed."),
    USAGE(2, "The command line is not understood.", "Look at `--help`."),
    CONFIGURATION(
            3,
            "The configuration cannot be used.",
            "Each problem is printed; `config check` finds them all, but does not look into files that are named (certificates, keys, tokens)."),
    NOT_ENOUGH_MEMORY(4, "Heap and databases would not fit into the memory there is.", "Lower what the message names."),
    PORT_TAKEN(
            5,
            "The address for operators cannot be listened at.",
            "Set `http.host` or `http.port`, or stop who has it."),
    STOP_UNFINISHED(
            6,
            "The worker was told to stop, but disk or Kafka held it up for so long that it did not close everything.",
            "Nothing was lost: what was not on disk is read again. Look at what the message names."),
    KAFKA_REFUSED(
            10,
            "Kafka does not let the worker read: a topic or partition is missing, or credentials or rights are.",
            "Check topics, shards and `source.kafka` against what the message names. A broker that is down is waited for."),
    IDENTITY_MISMATCH(
            11,
            "Database, or snapshots, and feed do not belong together: another cluster, another topic (even of the same name), another shard.",
            "Point the worker at the right cluster or data directory, or begin anew in an empty one."),
    OFFSETS_GONE(
            12,
            "Kafka no longer has, or has not yet again, the offsets where reading has to go on.",
            "Restore a snapshot that is young enough, or begin anew in an empty data directory."),
    FEED_FAULT(
            13,
            "The feed cannot be applied: a bad record, a gap, a conflict, a missing transaction, a deep reorganisation, a wrong digest.",
            "The message names topic, partition, offset and height. A running worker does not end with it, but stands and serves reads."),
    STORAGE_REFUSED(
            20,
            "The database is not opened: a newer format, another program's files, another process that has it open, a path that cannot be used, settings that RocksDB refuses.",
            "Nothing was changed. Do what the message says."),
    STORAGE_CORRUPT(
            21, "What is on disk is not what was written.", "Put it aside, and restore the newest good snapshot."),
    STORAGE_FAILED(22, "The disk fails again and again.", "Look at the disk, its mount and the rights on it."),
    DISK_FULL(23, "No space is left.", "Make space; nothing was lost."),
    SNAPSHOT_DAMAGED(
            24,
            "What lies in a snapshot is not what was put there, or no good one is left.",
            "Take an older one, or one from a repository; look at the disk."),
    SNAPSHOT_REFUSED(
            25,
            "It cannot be done to this snapshot, or not there: there is none of that name, the folder to restore into is not empty or another one works there, or it is of a newer format.",
            "Nothing was changed. Do what the message says."),
    REPOSITORY_FAILED(
            26,
            "The repository of snapshots does not answer, or refuses.",
            "Do what the message says. A worker that has its database goes on without the repository."),
    ABSENT(
            30,
            "The worker has no such entry: the key has no value there, or no such block is known. Of several keys that are asked for at once this is said for each, and the code is 0.",
            "Nothing, if that is what you wanted to know."),
    PRUNED(31, "The height is not kept any more.", "Ask for the earliest one, which is named, or a higher one."),
    NOT_YET_APPLIED(32, "The height is not reached yet.", "Ask again later, or with `--wait 5s`."),
    REFUSED(
            33,
            "The worker does not answer the question: it is none, the token is missing or wrong, or the list was read at a block that a reorganisation has replaced.",
            "Do what the message says."),
    UNAVAILABLE(
            34,
            "No worker answers at the address, or it is starting or overloaded.",
            "Look whether it runs, and whether `--url` is right; else ask again in a moment."),
    NOT_APPLYING(
            35,
            "The worker was asked how it is doing, and a shard of it applies no blocks: it starts, waits, is paused or halted.",
            "What is printed says why, and what to do."),
    DIFFERENT(
            40,
            "Two databases were compared, and their digests differ.",
            "What is printed names the first block that does; `diff` and `block --changes` show what is in it."),
    TRANSFER_REFUSED(
            41,
            "An export or import is not made: a file that is cut, damaged or of another form, a place that is not empty or that another one works at, bytes that are no text.",
            "Nothing was left behind. Do what the message says.");

    private static final int SERVICE_UNAVAILABLE = 503;

    private final int number;
    private final String meaning;
    private final String whatToDo;

    ExitCode(int number, String meaning, String whatToDo) {
        this.number = number;
        this.meaning = meaning;
        this.whatToDo = whatToDo;
    }

    public int number() {
        return number;
    }

    /// Why a command ended that threw.
    public static ExitCode of(Throwable cause) {
        return switch (cause) {
            case UsageException _ -> USAGE;
            case ConfigRefusedException _ -> CONFIGURATION;
            case CannotListenException.FilesUnfit _ -> CONFIGURATION;
            case CannotListenException _ -> PORT_TAKEN;
            case HaltException halted -> of(halted.halt().reason());
            case StorageRefusedException.OtherIdentity _ -> IDENTITY_MISMATCH;
            case StorageRefusedException _ -> STORAGE_REFUSED;
            case RepairRefusedException _ -> STORAGE_REFUSED;
            case RepositoryException _ -> REPOSITORY_FAILED;
            case SnapshotDamagedException _ -> SNAPSHOT_DAMAGED;
            case SnapshotRefusedException _ -> SNAPSHOT_REFUSED;
            case StorageFault.Corrupt _ -> STORAGE_CORRUPT;
            case NotWholeException _ -> STORAGE_CORRUPT;
            case ExportRefusedException _ -> TRANSFER_REFUSED;
            case StorageFault.DiskFull _ -> DISK_FULL;
            case StorageFault.Retryable _ -> STORAGE_FAILED;
            case UncheckedIOException _ -> STORAGE_FAILED;
            case UnavailableException _ -> UNAVAILABLE;
            case HeightGoneException gone -> gone.code();
            case ProblemException problem -> problem.problem().status() == SERVICE_UNAVAILABLE ? UNAVAILABLE : REFUSED;
            default -> INTERNAL;
        };
    }

    /// Why a worker ended that could not go on.
    public static ExitCode of(HaltReason reason) {
        return switch (reason) {
            case BAD_RECORD,
                    GAP,
                    CONFLICT,
                    INCOMPLETE_BLOCK,
                    BUFFER_FULL,
                    DEEP_REORG,
                    DIGEST_MISMATCH,
                    HANDLER_FAILED,
                    SOURCE_DAMAGED -> FEED_FAULT;
            case OFFSETS_GONE -> OFFSETS_GONE;
            case SOURCE_REPLACED -> IDENTITY_MISMATCH;
            case SOURCE_REFUSED -> KAFKA_REFUSED;
            case DISK_FULL -> DISK_FULL;
            case STORAGE_CORRUPT -> STORAGE_CORRUPT;
            case STORAGE_FAILED -> STORAGE_FAILED;
            case INTERNAL -> INTERNAL;
        };
    }

    /// All of them as a page.
    static String reference() {
        return Arrays.stream(values())
                .map(code -> "| %d | %s | %s |\n".formatted(code.number, code.meaning, code.whatToDo))
                .collect(Collectors.joining("", """
                        # Exit codes

                        Written by `./cairn config reference --exit-codes`. Only 0 is success.

                        | code | what happened | what to do |
                        |---|---|---|
                        """, """

                        A code above 128 is not Cairn's: the process was ended by a signal (137 is SIGKILL, which is also how a container's memory limit ends it).
                        """));
    }
}
