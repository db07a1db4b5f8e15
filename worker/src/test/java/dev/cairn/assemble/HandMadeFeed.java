package dev.cairn.assemble;

import static dev.cairn.assemble.RecordedFeed.BLOCKS;
import static dev.cairn.assemble.RecordedFeed.TRANSACTIONS;

import dev.cairn.assemble.AssembleConfig.FirstBlock;
import dev.cairn.assemble.AssembleConfig.OnDeepReorg;
import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.DecodedRecord;
import dev.cairn.model.SourcePartition;
import java.util.List;

/// A feed by hand that is read as it is published, record by record.
final class HandMadeFeed {
    static final AssembleConfig CONFIG = new AssembleConfig(FirstBlock.GENESIS, 4, 3, 1 << 20, OnDeepReorg.HALT);

    final RecordedFeed feed;
    Assembling life;

    HandMadeFeed() {
        this(CONFIG, 10);
    }

    HandMadeFeed(AssembleConfig config, int recordBytes) {
        feed = new RecordedFeed(recordBytes);
        life = Assembling.fromTheBeginning(config, RecordedFeed.ONE_EACH, feed);
    }

    HandMadeFeed first(String name, int transactions) {
        return block(Events.first(name, transactions));
    }

    HandMadeFeed block(String name, String parent, int transactions) {
        return block(Events.block(name, parent, transactions));
    }

    HandMadeFeed block(BlockHeader header) {
        return publish(BLOCKS, header);
    }

    /// Block by block, each after the one before, without transactions.
    HandMadeFeed chain(String first, String... names) {
        String parent = first;
        for (String name : names) {
            var _ = block(name, parent, 0);
            parent = name;
        }
        return this;
    }

    HandMadeFeed transactions(String block, int... indexes) {
        for (int index : indexes) {
            var _ = publish(TRANSACTIONS, Events.transaction(block, index));
        }
        return this;
    }

    HandMadeFeed publish(SourcePartition partition, DecodedRecord event) {
        long _ = feed.publish(partition, event);
        life.readAll();
        var _ = life.grow();
        return this;
    }

    /// What was applied, as [Assembling.Step] prints it.
    List<String> applied() {
        return life.steps.stream().map(Assembling.Step::toString).toList();
    }

    List<Integer> indexesOfNewest() {
        return life.steps.getLast().block().transactions().stream()
                .map(transaction -> transaction.index())
                .toList();
    }

    long takeDuplicates() {
        return life.assembler.takeDuplicates();
    }
}
