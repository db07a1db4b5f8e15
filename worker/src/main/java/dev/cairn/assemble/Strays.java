package dev.cairn.assemble;

import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Transactions that came too early to be believed.
///
/// A transaction may come before its block event, and is held until the chain gets there. One that names a height far
/// beyond the chain would be held for ever, and since it may be needed, reading would have to begin again at its
/// offset after each restart, until Kafka has deleted it. But a transaction comes at most so many blocks later than
/// those of later blocks (`assemble.incomplete-after-blocks`). So whatever its partition brought before transactions
/// of an applied block that lies further below than that is forgotten, unless it was announced meanwhile or came
/// again.
///
/// After a restart it is not known which blocks were announced before, on branches that were dropped and may come
/// back. None of them lies higher than what was not news then, nor than the finality depth above what is applied, so
/// nothing below that is a stray.
///
/// That is sure only where transactions lie in one partition. A producer without keys may publish its transactions
/// again into another partition, long after the first time; where that partition is read ahead, these late copies come
/// first, and what lies before them is no stray.
final class Strays {
    private final AssembleConfig config;
    private final Contents contents;
    private final ResumePoints resumePoints;
    private final long newsAbove;

    Strays(AssembleConfig config, Contents contents, ResumePoints resumePoints, long newsAbove) {
        this.config = config;
        this.contents = contents;
        this.resumePoints = resumePoints;
        this.newsAbove = newsAbove;
    }

    void forgetBefore(BlockContent applied, ShardPartitions partitions) {
        if (partitions.transactions().size() > 1) {
            return;
        }
        for (Map.Entry<SourcePartition, Places> own : applied.places().entrySet()) {
            while (forgetFirst(applied, own.getKey(), own.getValue().lastOffset())) {
                resumePoints.rebuild(contents.all());
            }
        }
    }

    private boolean forgetFirst(BlockContent applied, SourcePartition partition, long beforeOffset) {
        Optional<Map.Entry<Long, Long>> first = resumePoints.firstAbove(
                partition,
                Heights.above(
                        Math.max(newsAbove, Heights.above(applied.height(), config.finalityDepth())),
                        config.incompleteAfterBlocks()));
        if (first.isEmpty() || first.get().getValue() > beforeOffset) {
            return false;
        }
        List<BlockContent> strays = contents.at(first.get().getKey()).stream()
                .filter(content -> isStray(content, applied))
                .toList();
        strays.forEach(contents::forget);
        return !strays.isEmpty();
    }

    private static boolean isStray(BlockContent content, BlockContent applied) {
        return !content.isAnnounced()
                && content.places().entrySet().stream()
                        .allMatch(in -> applied.places().containsKey(in.getKey())
                                && in.getValue().lastOffsetWithCopies()
                                        < applied.places().get(in.getKey()).lastOffset());
    }
}
