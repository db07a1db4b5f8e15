package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.api.OpenApiDocument;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.http.Json;
import dev.cairn.http.Readiness;
import dev.cairn.marks.Marks;
import dev.cairn.metrics.BufferLimits;
import dev.cairn.metrics.FlushTotals;
import dev.cairn.metrics.ProgressFigures;
import dev.cairn.metrics.ShardFigures;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.storage.StorageStats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.ofSchemas();

    @Test
    void ofAShardThatIsNotOpenItsConditionIsAllThereIs() throws IOException {
        assertThat(report(new Readiness.Starting("Kafka at b:1", "Look."), Map.of()))
                .isEqualTo(parse("""
                        {"version": "1.2", "shards": [{"shard": 7, "condition": "starting",
                            "explanation": "starting: waiting for Kafka at b:1. Look.", "halt": null}]}
                        """));
    }

    @Test
    void everythingThatIsKnownIsToldAndTheRestIsNull() throws IOException {
        Marks marks = new Marks(
                OptionalLong.of(1), OptionalLong.of(5), OptionalLong.of(6), OptionalLong.of(9), OptionalLong.empty());
        FlushReport flush = new FlushReport(FlushTrigger.INTERVAL, 2, 5, 40, 0, 5_000, 12_500_000);
        JsonNode shard = report(
                        Readiness.READY,
                        figures(marks, true, Optional.of(Duration.ofMillis(2_500)), Optional.of(flush)))
                .at("/shards/0");
        assertThat(shard.path("marks"))
                .isEqualTo(parse("{\"earliest\":1,\"flushed\":5,\"finalized\":6,\"applied\":9,\"snapshot\":null}"));
        assertThat(shard.path("lag")).isEqualTo(parse("{\"offsets\":8,\"blocks\":null,\"seconds\":null}"));
        assertThat(shard.path("catchUpSeconds").asDouble()).isEqualTo(2.5);
        assertThat(shard.path("rates")).isEqualTo(parse("{\"blocks\":1.0,\"transactions\":2.0,\"writes\":3.0}"));
        assertThat(shard.at("/flushes/last"))
                .isEqualTo(parse("{\"fromHeight\":2,\"toHeight\":5,\"milliseconds\":12.5,\"bytes\":5000}"));
        assertThat(shard.at("/memory/unflushed").asLong()).isEqualTo(3);
        assertThat(shard.at("/memory/storeMax").asLong()).isEqualTo(60);
        assertThat(shard.path("rocksdb").isNull()).isTrue();
    }

    @Test
    void whatTheDatabaseHoldsIsToldLevelByLevel() throws IOException {
        StorageStats stats = new StorageStats(
                new StorageStats.Contents(
                        7,
                        400,
                        300,
                        2,
                        1,
                        List.of(new StorageStats.Level(0, 2, 100), new StorageStats.Level(1, 1, 300))),
                new StorageStats.Memory(50, 0, 0, 0, 0),
                new StorageStats.Reads(3, 1, 0, 0, 0),
                new StorageStats.Compaction(0, 0, 0, 0, 0, 0, 0, 20),
                new StorageStats.Events(0, 0, 0, 0));
        Map<Integer, ShardFigures> figures =
                new TreeMap<>(figures(Marks.NONE, true, Optional.empty(), Optional.empty()));
        figures.replaceAll((_, own) -> new ShardFigures(own.progress(), own.limits(), Optional.of(stats)));
        assertThat(report(Readiness.READY, figures).at("/shards/0/rocksdb")).isEqualTo(parse("""
                        {"versions": 7, "sstBytes": 400, "level0Files": 2, "cacheHitRate": 0.75, "memtableBytes": 50,
                         "pendingCompactionBytes": 20,
                         "levels": [{"level": 0, "files": 2, "bytes": 100}, {"level": 1, "files": 1, "bytes": 300}]}
                        """));
    }

    @Test
    void theConditionIsWhatAnOperatorWouldCallIt() throws IOException {
        assertThat(condition(Readiness.READY, true, Optional.empty())).isEqualTo("running");
        assertThat(condition(Readiness.READY, false, Optional.empty())).isEqualTo("starting");
        assertThat(condition(Readiness.READY, true, Optional.of(Duration.ofSeconds(1))))
                .isEqualTo("catching-up");
        assertThat(condition(new Readiness.Paused(), true, Optional.empty())).isEqualTo("paused");
        assertThat(condition(new Readiness.Waiting("no answer"), true, Optional.of(Duration.ofSeconds(1))))
                .isEqualTo("waiting");
    }

    @Test
    void aHaltIsToldWithWhatToDo() throws IOException {
        Halt halt = new Halt(HaltReason.GAP, "heights 5 to 7 are missing", "blocks-3@17", "Publish them.");
        JsonNode shard = report(
                        new Readiness.Halted(halt), figures(Marks.NONE, true, Optional.empty(), Optional.empty()))
                .at("/shards/0");
        assertThat(shard.path("condition").asText()).isEqualTo("halted");
        assertThat(shard.path("halt")).isEqualTo(parse("""
                        {"reason": "gap", "what": "heights 5 to 7 are missing", "where": "blocks-3@17",
                         "whatToDo": "Publish them.", "mayPass": false}
                        """));
        assertThat(shard.at("/flushes/last").isNull()).isTrue();
    }

    private static String condition(Readiness readiness, boolean reading, Optional<Duration> timeToCatchUp)
            throws IOException {
        return report(readiness, figures(Marks.NONE, reading, timeToCatchUp, Optional.empty()))
                .at("/shards/0/condition")
                .asText();
    }

    private static Map<Integer, ShardFigures> figures(
            Marks marks, boolean reading, Optional<Duration> timeToCatchUp, Optional<FlushReport> flush) {
        ProgressFigures progress = new ProgressFigures(
                reading,
                Optional.empty(),
                Optional.empty(),
                marks,
                new TreeMap<>(),
                OptionalLong.of(8),
                OptionalLong.empty(),
                Optional.empty(),
                timeToCatchUp,
                new ProgressFigures.Rates(1, 2, 3),
                new FlushTotals(1, 40, 5_000, flush.map(last -> new FlushTotals.Last(last, Instant.EPOCH))),
                new MemoryReport(1, 2, 3, 4),
                Set.of(),
                false);
        return Map.of(7, new ShardFigures(progress, new BufferLimits(10, 20, 30), Optional.empty()));
    }

    private static JsonNode report(Readiness readiness, Map<Integer, ShardFigures> figures) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.generator(out)) {
            new StatusReport("1.2", new TreeMap<>(Map.of(7, readiness)), figures).write(json);
        }
        JsonNode report = new JsonMapper().readTree(out.toByteArray());
        assertThat(DOCUMENT.objections("GET /v1/status", 200, "application/json", report))
                .isEmpty();
        return report;
    }

    private static JsonNode parse(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }
}
