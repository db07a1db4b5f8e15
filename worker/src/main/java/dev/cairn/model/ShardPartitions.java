package dev.cairn.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which partitions feed a shard.
///
/// @param blocks        the one whose order is the order of the chain
/// @param transactions  one, or all of a topic; the blocks' own may be among them
public record ShardPartitions(int shard, SourcePartition blocks, SortedSet<SourcePartition> transactions) {
    public ShardPartitions {
        transactions = Collections.unmodifiableSortedSet(new TreeSet<>(transactions));
        if (transactions.isEmpty()) {
            throw new IllegalArgumentException("expected at least one partition of transactions for shard " + shard);
        }
    }

    public SortedSet<SourcePartition> all() {
        SortedSet<SourcePartition> all = new TreeSet<>(transactions);
        all.add(blocks);
        return all;
    }
}
