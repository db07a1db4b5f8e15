package dev.cairn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.marks.Marks;
import dev.cairn.model.BlockRef;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageStats;
import dev.cairn.storage.Storages;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
    private static final Pattern SERIES = Pattern.compile("# TYPE ((?:cairn|rocksdb)_\\S+) (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");

    @Test
    void everySeriesOfOursIsInTheListAsTheListSaysAndNoOther() {
        try (WatchedShard shard = knowingEverything()) {
            String text = shard.worker.scrape(SeriesFormat.TEXT).text();
            Map<String, String> types = SERIES.matcher(text)
                    .results()
                    .filter(match -> !match.group(1).endsWith("_max"))
                    .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
            assertThat(types.remove("cairn_info")).isEqualTo("gauge");
            assertThat(types)
                    .isEqualTo(Arrays.stream(Metric.values())
                            .collect(Collectors.toMap(
                                    Metric::prometheusName,
                                    metric -> metric.kind().prometheusType())));
            for (Metric metric : Metric.values()) {
                assertThat(text).contains("# HELP " + metric.prometheusName() + " " + metric.help() + "\n");
                Set<String> expected = new TreeSet<>(metric.labels());
                expected.add("shard");
                assertThat(labels(text, metric)).as(metric.toString()).isEqualTo(expected);
            }
        }
    }

    @Test
    void theNamesThatWereAskedForAreThere() {
        try (WatchedShard shard = new WatchedShard()) {
            assertThat(shard.scrape().values())
                    .containsKeys(
                            "rocksdb_estimate_num_keys",
                            "rocksdb_total_sst_size_bytes",
                            "rocksdb_cache_hit",
                            "rocksdb_cache_miss",
                            "rocksdb_cache_hit_rate",
                            "rocksdb_compaction_cpu_micros",
                            "rocksdb_write_stall_micros",
                            "rocksdb_num_files_level0",
                            "rocksdb_num_immutable_mem_table");
        }
    }

    @Test
    void theProcessTellsItsReleaseAndItsMemory() {
        try (WatchedShard shard = new WatchedShard()) {
            assertThat(shard.worker.scrape(SeriesFormat.TEXT).text())
                    .contains("cairn_info{version=\"1.2.3\"} 1")
                    .contains("process_resident_memory_bytes ")
                    .contains("jvm_memory_used_bytes{")
                    .contains("jvm_gc_")
                    .contains("jvm_threads_live_threads ")
                    .contains("process_files_open_files ");
        }
    }

    @Test
    void whatIsAskedOverHttpIsToldForAllShardsTogether() {
        try (WatchedShard shard = new WatchedShard()) {
            shard.worker.addServing(
                    new ServingFigures(() -> 7, () -> 3, () -> 2, () -> 4096, Map.of("answered", () -> 11)));
            assertThat(shard.worker.scrape(SeriesFormat.TEXT).text())
                    .contains("cairn_http_connections 7")
                    .contains("cairn_http_streams 3")
                    .contains("cairn_http_scans 2")
                    .contains("cairn_http_answer_bytes 4096")
                    .contains("cairn_http_requests_total{outcome=\"answered\"} 11");
        }
    }

    @Test
    void aScraperThatAsksForOpenMetricsGetsIt() {
        try (WatchedShard shard = new WatchedShard()) {
            Scrape open = shard.worker.scrape(SeriesFormat.OPEN_METRICS);
            assertThat(open.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
            assertThat(open.text()).endsWith("# EOF\n").contains("cairn_applied_blocks_total{shard=\"3\"} 0");
            Scrape plain = shard.worker.scrape(SeriesFormat.TEXT);
            assertThat(plain.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(plain.text()).doesNotContain("# EOF");
        }
    }

    @Test
    void aClosedDatabaseTakesNothingAwayButItsOwnSeries() {
        try (WatchedShard shard = knowingEverything()) {
            assertThat(shard.scrape().has(Metric.ROCKS_KEYS)).isTrue();
            shard.storage.close();
            ScrapedSeries closed = shard.scrape();
            assertThat(closed.values().keySet())
                    .noneMatch(series -> series.startsWith("rocksdb"))
                    .contains("cairn_applied_height", "cairn_store_bytes", "cairn_halted{reason=gap}");
            assertThat(shard.summary()).contains("rocksdb   closed");
        }
    }

    @Test
    void aScrapeThatWaitsForTheDatabaseHoldsNoLoopUp() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (WatchedShard shard = new WatchedShard(
                WatchedShard.partitions(WatchedShard.TRANSACTIONS), answeringStatsOnlyAfter(asked, answer))) {
            Thread scraper = Thread.ofVirtual().start(() -> shard.worker.scrape(SeriesFormat.TEXT));
            asked.await();
            shard.poll(1, 1, 10);
            shard.marks.applied(0, 0);
            shard.metrics.applied(shard.block(0, Duration.ZERO));
            shard.metrics.flushed(WatchedShard.flush(0, 0));
            shard.metrics.memory(new MemoryReport(1, 1, 1, 1));
            assertThat(shard.metrics.progress().flushes().count()).isEqualTo(1);
            assertThat(scraper.isAlive()).isTrue();
            answer.countDown();
            scraper.join();
            assertThat(shard.scrape().value(Metric.APPLIED_BLOCKS)).isEqualTo(1);
        }
    }

    @Test
    void kafkasOwnFiguresAreAmongTheSeries() {
        try (WatchedShard shard = new WatchedShard();
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", "localhost:1", "client.id", "shard-3"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            shard.worker.addConsumer(3, consumer);
            assertThat(shard.worker.scrape(SeriesFormat.TEXT).text())
                    .containsPattern("kafka_consumer_[a-z_]+\\{client_id=\"shard-3\",[^}]*shard=\"3\"");
        }
    }

    @Test
    void shardsAreToldApart() {
        try (WatchedShard shard = new WatchedShard();
                Storage other = Storages.open(new StorageConfig.Memory(), WatchedShard.IDENTITY)) {
            shard.addAnother(4, other).duplicates(2);
            assertThat(shard.worker.scrape(SeriesFormat.TEXT).text())
                    .contains("cairn_duplicate_records_total{shard=\"3\"} 0.0\n")
                    .contains("cairn_duplicate_records_total{shard=\"4\"} 2.0\n")
                    .contains("cairn_waiting_limit_bytes{shard=\"4\"} 1000.0\n");
            assertThat(shard.summary()).contains("shard 3: ").contains("shard 4: ");
        }
    }

    private static WatchedShard knowingEverything() {
        WatchedShard shard = new WatchedShard();
        shard.poll(5, 9);
        shard.metrics.applied(shard.block(4, Duration.ZERO));
        OptionalLong height = OptionalLong.of(4);
        shard.marks.rewound(new Marks(height, height, height, height, height));
        BlockRef block = shard.block(4, Duration.ZERO).block();
        shard.metrics.snapshotTaken(new SnapshotReport(block, Instant.EPOCH, 1, 0, 1));
        shard.metrics.snapshotSent(new SentReport(block, false, 1, 0, 0, 1));
        shard.metrics.pruned(0, 4);
        shard.metrics.reclaiming().surveyed(0.5);
        return shard;
    }

    private static Set<String> labels(String text, Metric metric) {
        String name = metric.prometheusName();
        List<String> samples = text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + "_count{"))
                .toList();
        assertThat(samples).as(name).isNotEmpty();
        return LABEL.matcher(samples.getFirst())
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Storage answeringStatsOnlyAfter(CountDownLatch asked, CountDownLatch answer) {
        Storage real = Storages.open(new StorageConfig.Memory(), WatchedShard.IDENTITY);
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (_, method, arguments) -> {
                    if (method.getReturnType() == StorageStats.class) {
                        asked.countDown();
                        answer.await();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
