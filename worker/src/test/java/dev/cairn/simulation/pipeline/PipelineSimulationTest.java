package dev.cairn.simulation.pipeline;

import org.junit.jupiter.api.Test;

/// Runs as many seeds as wanted: `-Dsimulation.seeds=20000 -Dsimulation.from=1000`; `-Dsimulation.seed=7` runs one of
/// them again. The build says how many a full and a fast run take.
class PipelineSimulationTest {
    private static final int SEEDS = 500;

    @Test
    void whateverGoesWrongTheWorkerKeepsItsPromises() {
        long one = Long.getLong("simulation.seed", -1);
        long from = one >= 0 ? one : Long.getLong("simulation.from", 0);
        long seeds = one >= 0 ? 1 : Long.getLong("simulation.seeds", SEEDS);
        for (long seed = from; seed < from + seeds; seed++) {
            PipelineSimulation.run(seed, Planted.NONE);
        }
    }
}
