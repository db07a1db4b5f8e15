package dev.cairn.cli;

import dev.cairn.client.ShardStatus;
import dev.cairn.client.WorkerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How a worker is doing, for people.
final class StatusText {
    private StatusText() {}

    static String of(WorkerStatus status) {
        StringBuilder text = new StringBuilder("cairn " + status.version() + System.lineSeparator());
        for (ShardStatus shard : status.shards()) {
            text.append(System.lineSeparator())
                    .append("shard ")
                    .append(shard.shard())
                    .append(": ")
                    .append(shard.condition().replace('-', ' '))
                    .append(shard.halt().map(halt -> " (" + halt.reason() + ")").orElse(""))
                    .append(System.lineSeparator())
                    .append(Table.of(rows(shard)));
        }
        return text.toString();
    }

    private static List<List<String>> rows(ShardStatus shard) {
        List<List<String>> rows = new ArrayList<>();
        shard.halt()
                .ifPresentOrElse(
                        halt -> {
                            rows.add(row("what", halt.what()));
                            rows.add(row("where", halt.where()));
                            rows.add(row("to do", halt.whatToDo()));
                        },
                        () -> shard.explanation().ifPresent(why -> rows.add(row("why", why))));
        shard.progress().ifPresent(progress -> {
            rows.add(row("marks", marks(progress.marks())));
            rows.add(row("lag", lag(progress.lag())));
            rows.add(row("rates", rates(progress.rates())));
        });
        return rows;
    }

    private static List<String> row(String name, String text) {
        return List.of("", name, text);
    }

    private static String marks(ShardStatus.Heights marks) {
        return "applied %s, finalized %s, flushed %s, snapshot %s, earliest %s"
                .formatted(
                        height(marks.applied()),
                        height(marks.finalized()),
                        height(marks.flushed()),
                        height(marks.snapshot()),
                        height(marks.earliest()));
    }

    private static String lag(ShardStatus.Lag lag) {
        List<String> parts = new ArrayList<>();
        lag.offsets().ifPresent(offsets -> parts.add(String.format(Locale.ROOT, "%,d offsets", offsets)));
        lag.blocks().ifPresent(blocks -> parts.add(String.format(Locale.ROOT, "%,d blocks", blocks)));
        duration(lag.seconds()).ifPresent(parts::add);
        duration(lag.catchUpSeconds()).ifPresent(left -> parts.add("caught up in about " + left));
        return parts.isEmpty() ? "not known yet" : String.join(", ", parts);
    }

    private static String rates(ShardStatus.Rates rates) {
        return String.format(
                Locale.ROOT,
                "%,.1f blocks/s, %,.0f transactions/s, %,.0f writes/s over the last 10 s",
                rates.blocks(),
                rates.transactions(),
                rates.writes());
    }

    private static String height(OptionalLong height) {
        return height.isPresent() ? Long.toString(height.getAsLong()) : "–";
    }

    private static Optional<String> duration(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        Duration time = Duration.ofSeconds(Math.round(seconds.getAsDouble()));
        if (time.toMinutes() == 0) {
            return Optional.of(time.toSeconds() + " s");
        }
        return Optional.of(
                time.toHours() == 0
                        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                        : time.toHours() + " h " + time.toMinutesPart() + " min");
    }
}
