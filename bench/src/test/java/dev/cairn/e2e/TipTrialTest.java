package dev.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TipTrialTest {
    @Test
    void ofAHundredDelaysTheLargestButOneIsTheNinetyNinthPercentile() {
        List<Long> delays =
                LongStream.rangeClosed(1, 100).map(delay -> 101 - delay).boxed().toList();

        assertThat(TipTrial.Result.of(delays)).isEqualTo(new TipTrial.Result(50, 99, 100));
    }

    @Test
    void oneDelayIsAllOfThem() {
        assertThat(TipTrial.Result.of(List.of(7L))).isEqualTo(new TipTrial.Result(7, 7, 7));
    }
}
