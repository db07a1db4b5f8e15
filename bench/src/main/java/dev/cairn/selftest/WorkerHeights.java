package dev.cairn.selftest;

import dev.cairn.metrics.Figures;
import java.util.Optional;
import java.util.OptionalLong;

/// How far a worker is, by its own metrics.
///
/// @param applied  its newest block
/// @param flushed  its newest block that a crash does not take
/// @param lag      in offsets; empty while not all ends are known
/// @param halted   whether it stands still and says so
record WorkerHeights(OptionalLong applied, OptionalLong flushed, OptionalLong lag, boolean halted) {
    /// One of blocks, one of transactions.
    private static final int PARTITIONS = 2;

    /// From a scrape; empty before the shard is open.
    static Optional<WorkerHeights> of(String scrape) {
        long lag = 0;
        int partitions = 0;
        OptionalLong applied = OptionalLong.empty();
        OptionalLong flushed = OptionalLong.empty();
        boolean halted = false;
        for (String line : scrape.lines().toList()) {
            int space = line.lastIndexOf(' ');
            if (line.startsWith("#") || space < 0) {
                continue;
            }
            double value = Double.parseDouble(line.substring(space + 1));
            if (line.startsWith("cairn_applied_height{")) {
                applied = OptionalLong.of((long) value);
            } else if (line.startsWith("cairn_flushed_height{")) {
                flushed = OptionalLong.of((long) value);
            } else if (line.startsWith("cairn_lag_offsets{")) {
                lag += (long) value;
                partitions++;
            } else if (line.startsWith("cairn_halted{")) {
                halted |= value != 0;
            }
        }
        OptionalLong offsets = partitions == PARTITIONS ? OptionalLong.of(lag) : OptionalLong.empty();
        return partitions == 0 && applied.isEmpty() && !halted
                ? Optional.empty()
                : Optional.of(new WorkerHeights(applied, flushed, offsets, halted));
    }

    @Override
    public String toString() {
        return "applied %s, flushed %s, %s offsets behind%s"
                .formatted(
                        Figures.height(applied),
                        Figures.height(flushed),
                        Figures.height(lag),
                        halted ? ", halted" : "");
    }
}
