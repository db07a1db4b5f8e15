package dev.cairn.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.fault.Halt;
import dev.cairn.flush.FlushReport;
import dev.cairn.http.Readiness;
import dev.cairn.http.ReadinessWords;
import dev.cairn.marks.Marks;
import dev.cairn.metrics.BufferLimits;
import dev.cairn.metrics.FlushTotals;
import dev.cairn.metrics.ProgressFigures;
import dev.cairn.metrics.ShardFigures;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.storage.StorageStats;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/// How a worker is doing, as JSON for programs: what `/summary` tells people. What is not known is `null`.
final class StatusReport {
    private static final double NANOS_PER_MILLISECOND = 1e6;
    private static final double MILLISECONDS_PER_SECOND = 1e3;

    private final String version;
    private final SortedMap<Integer, Readiness> readiness;
    private final Map<Integer, ShardFigures> figures;

    /// @param readiness  of every shard there has to be
    /// @param figures    of those that are open
    StatusReport(String version, SortedMap<Integer, Readiness> readiness, Map<Integer, ShardFigures> figures) {
        this.version = version;
        this.readiness = readiness;
        this.figures = figures;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", version);
        json.writeArrayFieldStart("shards");
        for (Map.Entry<Integer, Readiness> shard : readiness.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("shard", shard.getKey());
            ShardFigures own = figures.get(shard.getKey());
            condition(json, shard.getValue(), Optional.ofNullable(own).map(ShardFigures::progress));
            if (own != null) {
                progress(json, own.progress());
                memory(json, own.progress().memory(), own.limits());
                rocksdb(json, own.storage());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void condition(JsonGenerator json, Readiness readiness, Optional<ProgressFigures> progress)
            throws IOException {
        boolean isBehind = progress.flatMap(ProgressFigures::timeToCatchUp).isPresent();
        boolean isReading = progress.map(ProgressFigures::reading).orElse(false);
        json.writeStringField(
                "condition",
                switch (readiness) {
                    case Readiness.Ready _ -> isBehind ? "catching-up" : isReading ? "running" : "starting";
                    case Readiness.Starting _ -> "starting";
                    case Readiness.Paused _ -> "paused";
                    case Readiness.Waiting _ -> "waiting";
                    case Readiness.Incomplete _ -> "incomplete";
                    case Readiness.Halted _ -> "halted";
                });
        json.writeStringField(
                "explanation", readiness instanceof Readiness.Ready ? null : ReadinessWords.of(readiness));
        json.writeFieldName("halt");
        if (readiness instanceof Readiness.Halted(var halt)) {
            halt(json, halt);
        } else {
            json.writeNull();
        }
    }

    private static void halt(JsonGenerator json, Halt halt) throws IOException {
        json.writeStartObject();
        json.writeStringField("reason", halt.reason().toString());
        json.writeStringField("what", halt.what());
        json.writeStringField("where", halt.where());
        json.writeStringField("whatToDo", halt.whatToDo());
        json.writeBooleanField("mayPass", halt.reason().mayPass());
        json.writeEndObject();
    }

    private static void progress(JsonGenerator json, ProgressFigures progress) throws IOException {
        marks(json, progress.marks());
        json.writeObjectFieldStart("lag");
        number(json, "offsets", progress.lagOffsets());
        number(json, "blocks", progress.lagBlocks());
        seconds(json, "seconds", progress.lag());
        json.writeEndObject();
        seconds(json, "catchUpSeconds", progress.timeToCatchUp());
        json.writeObjectFieldStart("rates");
        json.writeNumberField("blocks", progress.rates().blocks());
        json.writeNumberField("transactions", progress.rates().transactions());
        json.writeNumberField("writes", progress.rates().writes());
        json.writeEndObject();
        flushes(json, progress.flushes());
    }

    private static void marks(JsonGenerator json, Marks marks) throws IOException {
        json.writeObjectFieldStart("marks");
        number(json, "earliest", marks.earliest());
        number(json, "flushed", marks.flushed());
        number(json, "finalized", marks.finalized());
        number(json, "applied", marks.applied());
        number(json, "snapshot", marks.snapshot());
        json.writeEndObject();
    }

    private static void flushes(JsonGenerator json, FlushTotals flushes) throws IOException {
        json.writeObjectFieldStart("flushes");
        json.writeNumberField("count", flushes.count());
        json.writeNumberField("keys", flushes.writes());
        json.writeNumberField("bytes", flushes.bytes());
        json.writeFieldName("last");
        if (flushes.last().isPresent()) {
            FlushReport last = flushes.last().get().report();
            json.writeStartObject();
            json.writeNumberField("fromHeight", last.fromHeight());
            json.writeNumberField("toHeight", last.toHeight());
            json.writeNumberField("milliseconds", last.nanos() / NANOS_PER_MILLISECOND);
            json.writeNumberField("bytes", last.bytes());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void memory(JsonGenerator json, MemoryReport memory, BufferLimits limits) throws IOException {
        json.writeObjectFieldStart("memory");
        json.writeNumberField("waiting", memory.waitingBytes());
        json.writeNumberField("waitingMax", limits.waitingBytesMax());
        json.writeNumberField("tip", memory.tipBytes());
        json.writeNumberField("unflushed", memory.unflushedBytes());
        json.writeNumberField("unflushedMax", limits.unflushedBytesMax());
        json.writeNumberField("store", memory.storeBytes());
        json.writeNumberField("storeMax", limits.storeBytesMax());
        json.writeEndObject();
    }

    private static void rocksdb(JsonGenerator json, Optional<StorageStats> storage) throws IOException {
        json.writeFieldName("rocksdb");
        if (storage.isEmpty()) {
            json.writeNull();
            return;
        }
        StorageStats stats = storage.get();
        json.writeStartObject();
        json.writeNumberField("versions", stats.contents().estimatedKeys());
        json.writeNumberField("sstBytes", stats.contents().sstBytes());
        json.writeNumberField("level0Files", stats.contents().level0Files());
        json.writeNumberField("cacheHitRate", stats.reads().hitRate());
        json.writeNumberField("memtableBytes", stats.memory().memtableBytes());
        json.writeNumberField("pendingCompactionBytes", stats.compaction().pendingBytes());
        levels(json, stats.contents().levels());
        json.writeEndObject();
    }

    private static void levels(JsonGenerator json, List<StorageStats.Level> levels) throws IOException {
        json.writeArrayFieldStart("levels");
        for (StorageStats.Level level : levels) {
            json.writeStartObject();
            json.writeNumberField("level", level.level());
            json.writeNumberField("files", level.files());
            json.writeNumberField("bytes", level.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, OptionalLong value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeNumber(value.getAsLong());
        } else {
            json.writeNull();
        }
    }

    private static void seconds(JsonGenerator json, String name, Optional<Duration> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeNumber(value.get().toMillis() / MILLISECONDS_PER_SECOND);
        } else {
            json.writeNull();
        }
    }
}
