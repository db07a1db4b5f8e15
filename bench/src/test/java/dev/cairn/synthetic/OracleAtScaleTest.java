package dev.cairn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class OracleAtScaleTest {

    /// The test JVM has 1 GB; the bound is what leaves most of it to whatever is tested against the oracle.
    @Test
    void fiveMillionWritesOverAMillionKeysFitInAHundredMegabytes() {
        ChainSpec spec = ChainSpec.standard().withReorgs(ReorgSpec.of(0.05, 10));
        long before = usedBytes();
        Instant start = Instant.now();
        SyntheticChain chain = SyntheticChain.of(spec, 21_000);
        Oracle oracle = chain.oracle();
        Duration making = Duration.between(start, Instant.now());
        long used = usedBytes() - before;

        start = Instant.now();
        long entries = 0;
        for (StateView.Entry entry : oracle.stateVisibleAfter(21_000)) {
            entries += entry.key().isEmpty() ? 0 : 1;
        }
        Duration scanning = Duration.between(start, Instant.now());
        int writes = chain.contents().firstWrite(chain.blocks());
        System.out.printf(
                "%,d writes: made in %d ms, %d MB; %,d entries scanned in %d ms%n",
                writes, making.toMillis(), used >> 20, entries, scanning.toMillis());
        assertThat(writes).isGreaterThan(4_500_000);
        assertThat(entries).isGreaterThan(800_000);
        assertThat(used).isLessThan(100L << 20);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
