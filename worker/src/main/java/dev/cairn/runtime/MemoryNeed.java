package dev.cairn.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.cairn.config.WorkerConfig;
import dev.cairn.pipeline.ShardPipeline;
import dev.cairn.storage.StorageKind;
import java.lang.management.ManagementFactory;

/// What a worker may come to take, in bytes.
///
/// @param shards          as many databases, each with a budget of its own
/// @param heap            the Java heap at its largest
/// @param direct          buffers of the JVM outside the heap, at their most
/// @param nativeBudget    of one database
/// @param roundBytes      what a round in the making takes outside the heap, at its largest: two copies of it
/// @param heapBuffers     what may lie on the heap by configuration, of all shards
public record MemoryNeed(int shards, long heap, long direct, long nativeBudget, long roundBytes, long heapBuffers) {
    /// Of this configuration, in this JVM.
    public static MemoryNeed of(WorkerConfig config) {
        long heap = Runtime.getRuntime().maxMemory();
        return of(config, heap, directMax(heap));
    }

    static MemoryNeed of(WorkerConfig config, long heap, long direct) {
        int shards = config.shards().size();
        boolean onDisk = config.databases().kind() == StorageKind.ROCKSDB;
        // What can still be replaced is held twice: as records, from which a dropped branch may come back,
        // and as blocks.
        long buffers = 2 * config.assemble().bufferedBytesMax()
                + config.flush().bufferedBytesMax()
                + config.mvcc().cacheBytesMax();
        return new MemoryNeed(
                shards,
                heap,
                direct,
                onDisk ? config.databases().settings().memory().budgetBytes() : 0,
                onDisk ? 2 * ShardPipeline.ROUND_BYTES_MAX : 0,
                shards * buffers);
    }

    /// The JVM takes the size of the heap, if it is not told otherwise.
    private static long directMax(long heap) {
        long set = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
        return set == 0 ? heap : set;
    }

    /// Taken for certain once the worker has run for a while.
    long filled() {
        return heap + shards * nativeBudget;
    }
}
