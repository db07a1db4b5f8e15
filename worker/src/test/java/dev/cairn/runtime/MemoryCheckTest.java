package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.WorkerConfig;
import dev.cairn.pipeline.ShardPipeline;
import dev.cairn.runtime.MemoryCheck.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    @Test
    void theDefaultsFitIntoFourGibibytesWithOneOfHeap() {
        assertThat(verdict(Map.of(), GIB, 256 * MIB, 4 * GIB)).isEqualTo(new Verdict.Fits());
    }

    @Test
    void whatWouldBeKilledForCertainIsRefusedWithFigures() {
        assertThat(verdict(Map.of("profile", "heavy", "shards", "0,1"), 2 * GIB, 256 * MIB, 4 * GIB))
                .isInstanceOfSatisfying(
                        Verdict.TooLarge.class,
                        verdict -> assertThat(verdict.message())
                                .contains("2048 MiB + 2 × 2048 MiB = 6144 MiB, but there are 4096 MiB")
                                .contains("Lower storage.rocksdb.budget"));
    }

    @Test
    void whatFitsOnlyIfNotEverythingIsLargeAtOnceIsWarnedOf() {
        assertThat(verdict(Map.of(), GIB, 256 * MIB, 2 * GIB))
                .isInstanceOfSatisfying(
                        Verdict.Tight.class,
                        verdict -> assertThat(verdict.message())
                                .contains("1024 MiB + 1 × 512 MiB = 1536 MiB")
                                .contains("it may come to 2064 MiB, but there are 2048 MiB"));
    }

    @Test
    void buffersThatDoNotFitIntoTheHeapAreRefusedHoweverMuchMemoryThereIs() {
        assertThat(verdict(Map.of("shards", "0,1"), GIB, 256 * MIB, 64 * GIB))
                .isInstanceOfSatisfying(
                        Verdict.TooLarge.class,
                        verdict -> assertThat(verdict.message())
                                .contains("1344 MiB in all shards")
                                .contains("counts twice")
                                .contains("which is more than the heap of 1024 MiB")
                                .contains("Lower assemble.buffered-bytes-max"));
        assertThat(verdict(Map.of("mvcc.cache-bytes-max", "300 MiB"), GIB, 256 * MIB, 64 * GIB))
                .isInstanceOfSatisfying(
                        Verdict.Tight.class,
                        verdict -> assertThat(verdict.message())
                                .contains("844 MiB in all shards")
                                .contains("which is more than three quarters of the heap"));
    }

    @Test
    void whoMakesTheHeapAsLargeAsAdvisedIsAdvisedNoMore() {
        assertThat(verdict(Map.of("shards", "0,1"), GIB, 256 * MIB, 4 * GIB))
                .isInstanceOfSatisfying(
                        Verdict.TooLarge.class,
                        verdict -> assertThat(verdict.message())
                                .endsWith("A heap of 1792 MiB is enough for these blocks (-Xmx1792m)."));
        assertThat(verdict(Map.of("shards", "0,1"), 1792 * MIB, 256 * MIB, 4 * GIB))
                .isEqualTo(new Verdict.Fits());
        assertThat(verdict(Map.of("shards", "0,1"), 1791 * MIB, 256 * MIB, 4 * GIB))
                .isInstanceOf(Verdict.Tight.class);
    }

    @Test
    void aHeapThatThereIsNoMemoryForIsNotAdvised() {
        assertThat(verdict(Map.of("shards", "0,1"), GIB, 256 * MIB, 2 * GIB))
                .isInstanceOfSatisfying(
                        Verdict.TooLarge.class,
                        verdict -> assertThat(verdict.message())
                                .endsWith("A heap of 1792 MiB is enough for these blocks,"
                                        + " but does not fit into the 2048 MiB there are."));
    }

    @Test
    void aStorageInMemoryTakesNothingOutsideTheHeap() {
        assertThat(verdict(Map.of("storage.kind", "memory", "profile", "heavy"), GIB, 256 * MIB, 2 * GIB))
                .isEqualTo(new Verdict.Fits());
    }

    @Test
    void aRoundIsCountedAsLargeAsTheFlushMakesIt() {
        MemoryNeed need = MemoryNeed.of(config(Map.of("flush.buffered-bytes-max", "512 MiB")), 2 * GIB, MIB);
        assertThat(need.roundBytes()).isEqualTo(2 * ShardPipeline.ROUND_BYTES_MAX);
    }

    @Test
    void thisProcessKnowsItsOwnFigures() {
        MemoryNeed need = MemoryNeed.of(config(Map.of()));
        assertThat(need.heap()).isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(need.direct()).isPositive();
        assertThat(MemoryCheck.available()).isGreaterThan(need.heap() / 2);
    }

    private static Verdict verdict(Map<String, String> settings, long heap, long direct, long available) {
        return MemoryCheck.of(MemoryNeed.of(config(settings), heap, direct), available);
    }

    private static WorkerConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("data-directory", "/d");
        all.put("source.bootstrap-servers", "kafka:9092");
        return ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), all))
                .worker();
    }
}
