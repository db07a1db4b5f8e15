package dev.cairn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void sizesHaveTheUnitThatFits() {
        assertThat(Figures.bytes(0)).isEqualTo("0 B");
        assertThat(Figures.bytes(1_023)).isEqualTo("1023 B");
        assertThat(Figures.bytes(1_536)).isEqualTo("1.5 KiB");
        assertThat(Figures.bytes(256L << 20)).isEqualTo("256.0 MiB");
        assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    void durationsGetCoarserAsTheyGetLonger() {
        assertThat(Figures.duration(Duration.ofMillis(250))).isEqualTo("250 ms");
        assertThat(Figures.duration(Duration.ofMillis(3_210))).isEqualTo("3.2 s");
        assertThat(Figures.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Figures.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Figures.duration(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
        assertThat(Figures.duration(Duration.ofHours(292))).isEqualTo("12 d 4 h");
    }

    @Test
    void countsAreGroupedAndSmallRatesKeepADecimal() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.rate(1.25)).isEqualTo("1.3");
        assertThat(Figures.rate(12_345.6)).isEqualTo("12,346");
        assertThat(Figures.height(OptionalLong.empty())).isEqualTo("–");
        assertThat(Figures.height(OptionalLong.of(12_345))).isEqualTo("12345");
    }

    @Test
    void residentMemoryIsWhatTheKernelSays() {
        assertThat(ResidentMemory.bytes(List.of("VmSize:\t 9999 kB", "VmRSS:\t  2048 kB", "VmData: 1 kB")))
                .hasValue(2 << 20);
        assertThat(ResidentMemory.bytes(List.of("Name: java"))).isEmpty();
    }
}
