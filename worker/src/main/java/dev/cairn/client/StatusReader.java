package dev.cairn.client;

import java.util.Optional;

/// What the members of a status mean.
final class StatusReader {
    private StatusReader() {}

    static WorkerStatus read(Members answer) {
        return new WorkerStatus(answer.text("version"), answer.list("shards", StatusReader::shard));
    }

    private static ShardStatus shard(Members shard) {
        return new ShardStatus(
                Math.toIntExact(shard.number("shard")),
                shard.text("condition"),
                shard.nullableText("explanation"),
                shard.nullableObject("halt").map(StatusReader::halt),
                shard.has("marks") ? Optional.of(progress(shard)) : Optional.empty());
    }

    private static ShardStatus.Halt halt(Members halt) {
        return new ShardStatus.Halt(halt.text("reason"), halt.text("what"), halt.text("where"), halt.text("whatToDo"));
    }

    private static ShardStatus.Progress progress(Members shard) {
        Members marks = shard.object("marks");
        Members lag = shard.object("lag");
        Members rates = shard.object("rates");
        return new ShardStatus.Progress(
                new ShardStatus.Heights(
                        marks.nullableNumber("applied"),
                        marks.nullableNumber("finalized"),
                        marks.nullableNumber("flushed"),
                        marks.nullableNumber("snapshot"),
                        marks.nullableNumber("earliest")),
                new ShardStatus.Lag(
                        lag.nullableNumber("offsets"),
                        lag.nullableNumber("blocks"),
                        lag.nullableFraction("seconds"),
                        shard.nullableFraction("catchUpSeconds")),
                new ShardStatus.Rates(
                        rates.fraction("blocks"), rates.fraction("transactions"), rates.fraction("writes")));
    }
}
