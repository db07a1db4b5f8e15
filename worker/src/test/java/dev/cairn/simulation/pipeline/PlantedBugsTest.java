package dev.cairn.simulation.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A simulation that finds nothing proves nothing, unless it finds what is there; and each bug by the checker that is
/// there for it, since one that only trips somewhere is found by luck.
class PlantedBugsTest {
    private static final int SEEDS_ENOUGH = 400;

    @Test
    void everyBugThatIsPlantedIsFound() {
        Set<Planted> missed = EnumSet.complementOf(EnumSet.of(Planted.NONE));
        missed.removeIf(PlantedBugsTest::isFound);
        assertThat(missed).isEmpty();
    }

    private static boolean isFound(Planted bug) {
        return LongStream.range(0, SEEDS_ENOUGH).anyMatch(seed -> breaksAPromise(seed, bug));
    }

    private static boolean breaksAPromise(long seed, Planted bug) {
        try {
            PipelineSimulation.run(seed, bug);
            return false;
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage()).startsWith(bug.foundBy());
        }
    }
}
