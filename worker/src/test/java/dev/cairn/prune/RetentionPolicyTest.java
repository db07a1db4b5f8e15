package dev.cairn.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPolicyTest {
    /// A block each second, from the first.
    private static final BlockTimes BLOCK_EACH_SECOND = timeMs -> Math.floorDiv(timeMs, 1_000);

    @Test
    void withoutAWishEverythingIsKept() {
        assertThat(new RetentionPolicy(RetentionConfig.everything()).floor(1_000, BLOCK_EACH_SECOND, 0))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // newest, blocks, age in seconds, now in seconds, floor
        "1000, 100, , 1000, 901",
        "1000, 1, , 1000, 1000",
        "50, 100, , 1000, 0",
        "1000, , 60, 1000, 940",
        // The chain stands still: its newest block stays.
        "1000, , 60, 9000, 1000",
        // The feed is replayed: all of it is old.
        "1000, , 60, 1000000, 1000",
        // The clock is behind the chain.
        "1000, , 60, 10, 0",
        // As long as either wants it.
        "1000, 100, 60, 1000, 901",
        "1000, 10, 60, 1000, 940",
    })
    void theFloorIsWhatSomebodyWants(long newest, Integer blocks, Integer ageS, long nowS, long floor) {
        RetentionPolicy policy = policy(Optional.ofNullable(blocks), Optional.ofNullable(ageS));
        assertThat(policy.floor(newest, BLOCK_EACH_SECOND, nowS * 1_000)).hasValue(floor);
    }

    @Test
    void beforeTheFirstBlockThereIsNoFloor() {
        assertThat(policy(Optional.of(1), Optional.empty()).floor(-1, BLOCK_EACH_SECOND, 0))
                .isEmpty();
    }

    @Property
    void theFloorNeverPassesTheNewestAndKeepsWhatIsWanted(
            @ForAll @LongRange(min = 0, max = 100_000) long newest,
            @ForAll @IntRange(min = 1, max = 200_000) int blocks,
            @ForAll @IntRange(min = 1, max = 200_000) int ageS,
            @ForAll @LongRange(min = 0, max = 200_000) long nowS) {
        BlockTimes times = timeMs -> Math.min(newest, Math.floorDiv(timeMs, 1_000));
        OptionalLong floor = policy(Optional.of(blocks), Optional.of(ageS)).floor(newest, times, nowS * 1_000);
        assertThat(floor.orElseThrow()).isBetween(0L, newest);
        assertThat(floor.getAsLong()).isLessThanOrEqualTo(Math.max(0, newest - blocks + 1));
        assertThat(floor.getAsLong()).isLessThanOrEqualTo(Math.max(0, nowS - ageS));
    }

    @ParameterizedTest
    @CsvSource({
        // earliest, wanted, newest, due
        "0, 0, 99, false",
        "0, 1, 10, true",
        "0, 5, 99, true",
        "0, 4, 99, false",
        "5, 5, 5, false",
        "4, 5, 5, true",
        "0, 9999, 10000000, false",
        "0, 10000, 10000000, true",
        "10, 5, 100, false",
    })
    void itIsDoneInStridesThatGrowWithWhatIsKept(long earliest, long wanted, long newest, boolean due) {
        assertThat(policy(Optional.of(1), Optional.empty()).isDue(earliest, wanted, newest))
                .isEqualTo(due);
    }

    private static RetentionPolicy policy(Optional<Integer> blocks, Optional<Integer> ageS) {
        return new RetentionPolicy(
                new RetentionConfig(blocks, ageS.map(Duration::ofSeconds), 25, Duration.ofSeconds(10)));
    }
}
