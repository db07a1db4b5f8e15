package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.decode.DecodedRecord;
import dev.cairn.decode.UndecodableRecord;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads a feed and applies whatever is next, as the apply thread does; remembers each step.
final class Assembling {
    final BlockAssembler assembler;
    final List<Step> steps = new ArrayList<>();
    private final ShardPartitions partitions;
    private final RecordedFeed feed;
    private final Map<SourcePartition, Long> positions;
    private final Map<Long, BlockHash> applied = new HashMap<>();

    /// A block that was applied.
    ///
    /// @param fork  what it was put on if blocks were dropped for it
    record Step(Optional<BlockRef> fork, AssembledBlock block) {
        /// As `3b`, or `2a<3b` where a reorganisation goes back to `2a`.
        @Override
        public String toString() {
            return fork.map(ref -> Events.name(ref) + "<").orElse("") + Events.name(block.ref());
        }
    }

    private Assembling(
            AssembleConfig config,
            ShardPartitions partitions,
            RecordedFeed feed,
            Optional<BlockRef> newest,
            ResumeOffsets from) {
        this.partitions = partitions;
        this.feed = feed;
        positions = new TreeMap<>(from.nextOffsets());
        partitions.all().forEach(partition -> positions.putIfAbsent(partition, 0L));
        newest.ifPresent(ref -> applied.put(ref.height().value(), ref.hash()));
        assembler = new BlockAssembler(
                config, partitions, newest, from, height -> Optional.ofNullable(applied.get(height)));
    }

    static Assembling fromTheBeginning(AssembleConfig config, ShardPartitions partitions, RecordedFeed feed) {
        return new Assembling(config, partitions, feed, Optional.empty(), ResumeOffsets.NONE);
    }

    /// A restart: of what lies below the block, only so many are still known.
    Assembling restartedAt(Step step, AssembleConfig config, int blocksKept) {
        return restartedAt(step.block().ref(), step.block().resumeAfter(), config, blocksKept);
    }

    Assembling restartedAt(BlockRef newest, ResumeOffsets from, AssembleConfig config, int blocksKept) {
        Assembling next = new Assembling(config, partitions, feed, Optional.of(newest), from);
        long height = newest.height().value();
        applied.forEach((at, hash) -> {
            if (at <= height && at > height - blocksKept) {
                next.applied.put(at, hash);
            }
        });
        return next;
    }

    boolean hasMore(SourcePartition partition) {
        return position(partition) < feed.of(partition).size();
    }

    boolean hasMore() {
        return partitions.all().stream().anyMatch(this::hasMore);
    }

    Set<SourcePartition> ahead() {
        return assembler.ahead();
    }

    /// Adds records without telling what is next.
    void read(SourcePartition partition, int records) {
        for (int i = 0; i < records && hasMore(partition); i++) {
            RecordedFeed.Entry entry = feed.of(partition).get((int) position(partition));
            add(entry);
            positions.merge(partition, 1L, Long::sum);
        }
        assembler.moveTo(positions);
    }

    void readAll() {
        partitions.all().forEach(partition -> read(partition, Integer.MAX_VALUE));
    }

    /// Applies what is next until more records are needed, or a deep reorganisation comes.
    Assembly grow() {
        while (true) {
            Assembly next = assembler.next();
            switch (next) {
                case Assembly.Next(var block) -> apply(Optional.empty(), block);
                case Assembly.Reorg(var fork, var block) -> apply(Optional.of(fork), block);
                case Assembly.Waiting _, Assembly.DeepReorg _ -> {
                    return next;
                }
            }
        }
    }

    private void add(RecordedFeed.Entry entry) {
        DecodedRecord event = entry.event();
        switch (event) {
            case BlockHeader header -> assembler.add(entry.record(), header);
            case BlockTransaction transaction -> assembler.add(entry.record(), transaction);
            case UndecodableRecord _ -> throw new AssertionError("no test publishes one");
        }
    }

    private void apply(Optional<BlockRef> fork, AssembledBlock block) {
        long height = block.ref().height().value();
        applied.keySet().removeIf(at -> at >= height);
        applied.put(height, block.ref().hash());
        assembler.applied(block);
        steps.add(new Step(fork, block));
    }

    private long position(SourcePartition partition) {
        return positions.getOrDefault(partition, 0L);
    }
}
