package dev.cairn.read;

/// How reads share the disk.
///
/// @param concurrentDiskReads  how many threads may be inside native reads at once; more use faster disks better, and
///                             leave fewer processors to everybody else
public record ReadConfig(int concurrentDiskReads) {
    public ReadConfig {
        if (concurrentDiskReads < 1) {
            throw new IllegalArgumentException("read.concurrent-disk-reads is " + concurrentDiskReads
                    + ", but it has to be at least 1; twice the number of processors is a good start");
        }
    }

    /// Twice the number of processors: while half of the readers wait for the disk, the others compute.
    public static ReadConfig forProcessors(int processors) {
        return new ReadConfig(2 * processors);
    }
}
