package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a source has brought so far. It polls as long as it takes, and fails when that is far too long.
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordSource source;
    private final List<SourceRecord> records = new ArrayList<>();
    private final Map<SourcePartition, Long> positions = new HashMap<>();
    private final Map<SourcePartition, Long> ends = new HashMap<>();

    Reading(RecordSource source) {
        this.source = source;
    }

    /// Polls until that many records have come in all, or more.
    Reading untilRecords(int count) {
        return until(() -> records.size() >= count);
    }

    /// Polls until every partition has been read to its end.
    Reading untilEnd() {
        return until(() -> !positions.isEmpty() && positions.equals(ends));
    }

    Reading until(BooleanSupplier enough) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("read %s, positions %s, ends %s", values(), positions, ends)
                    .isLessThan(deadline);
            once();
        }
        return this;
    }

    /// Polls once. That nobody answers is no end of reading: the worker asks again too.
    Reading once() {
        try {
            SourceBatch batch = source.poll(Duration.ofMillis(100));
            records.addAll(batch.records());
            positions.putAll(batch.positions());
            ends.putAll(batch.ends());
        } catch (SourceUnavailableException e) {
            LOG.atInfo().setCause(e).log("nobody answers");
        }
        return this;
    }

    List<SourceRecord> records() {
        return records;
    }

    Map<SourcePartition, Long> positions() {
        return positions;
    }

    List<String> values() {
        return records.stream().map(Reading::value).toList();
    }

    List<String> valuesOf(String topic) {
        return records.stream()
                .filter(record -> record.partition().topic().equals(topic))
                .map(Reading::value)
                .toList();
    }

    private static String value(SourceRecord record) {
        byte[] value = Objects.requireNonNull(record.value());
        return value.length > 100 ? value.length + " bytes" : new String(value, StandardCharsets.UTF_8);
    }
}
