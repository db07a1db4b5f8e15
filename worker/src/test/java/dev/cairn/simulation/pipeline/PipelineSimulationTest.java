package dev.cairn.simulation.pipeline;

import org.junit.jupiter.api.Test;

/// Runs as many seeds as wanted: `-Dsimulation.seeds=20000 -Dsimulation.from=1000`; `-Dsimulation.seed=7` runs one of
/// them again.
class PipelineSimulationTest {
    /// A run takes as long as a few tries of a property.
    private static final int TRIES_IN_A_RUN = 4;

    @Test
    void whateverGoesWrongTheWorkerKeepsItsPromises() {
        long one = Long.getLong("simulation.seed", -1);
        long from = one >= 0 ? one : Long.getLong("simulation.from", 0);
        long seeds = one >= 0 ? 1 : Long.getLong("simulation.seeds", seedsOfThisBuild());
        for (long seed = from; seed < from + seeds; seed++) {
            PipelineSimulation.run(seed, Planted.NONE);
        }
    }

    private static long seedsOfThisBuild() {
        return Long.getLong("jqwik.tries.default", 2000) / TRIES_IN_A_RUN;
    }
}
