package dev.cairn.runtime;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.cairn.config.WorkerConfig;
import dev.cairn.storage.StorageKind;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// Compares how many files and connections a worker may come to hold with how many it is allowed to. One that runs
/// out of them fails in odd places, hours later; at the start somebody is there who reads.
final class FileHandleCheck {
    /// Jars, logs, Kafka's clients, connections that are told to come later: a round figure.
    private static final long OVERHEAD = 500;
    /// Of a database that may open as many as it has, for lack of a better figure: of 64 MiB each, as they are.
    private static final long FILES_OF_A_DATABASE = 1_000;

    private FileHandleCheck() {}

    /// What is wrong, and what to do; empty if nothing is, or if the system does not tell.
    static Optional<String> of(WorkerConfig config) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? of(config, unix.getMaxFileDescriptorCount())
                : Optional.empty();
    }

    static Optional<String> of(WorkerConfig config, long allowed) {
        long connections = config.http().limits().connectionsMax();
        long databases = config.databases().kind() == StorageKind.MEMORY
                ? 0
                : config.shards().size() * filesOfDatabase(config);
        long all = connections + databases + OVERHEAD;
        return all <= allowed
                ? Optional.empty()
                : Optional.of(
                        "The process may hold " + allowed + " files and connections, but may come to need " + all
                                + ": " + connections + " connections (http.limits.connections-max), " + databases
                                + " files of databases (storage.rocksdb.max-open-files), and " + OVERHEAD
                                + " others. Allow it more (ulimit -n, LimitNOFILE of a systemd unit), or lower one of the two.");
    }

    private static long filesOfDatabase(WorkerConfig config) {
        int openFilesMax = config.databases().settings().files().openFilesMax();
        return openFilesMax < 0 ? FILES_OF_A_DATABASE : openFilesMax;
    }
}
