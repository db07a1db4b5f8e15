package dev.cairn.simulation.pipeline;

import java.util.Random;

/// Decides when something goes wrong. Everything that the pipeline calls asks here, so a process may die between any
/// two of its steps.
final class Trouble {
    private final Random random;
    private final Scenario.Rates rates;
    private boolean calm;

    Trouble(Random random, Scenario.Rates rates) {
        this.random = random;
        this.rates = rates;
    }

    /// The process dies. An error, so that nothing takes it for a failure that can be dealt with.
    @SuppressWarnings("serial")
    static final class Crash extends Error {
        Crash(String where) {
            super(where, null, false, false);
        }
    }

    void mayCrash(String where) {
        if (strikes(rates.crash())) {
            throw new Crash(where);
        }
    }

    boolean fetchFails() {
        return strikes(rates.fetchFailure());
    }

    boolean putAsideFails() {
        return strikes(rates.diskFailure());
    }

    /// What kind of failure it is: a halt that passes, or no answer.
    boolean mayPassByItself() {
        return random.nextBoolean();
    }

    boolean diskFails() {
        return strikes(rates.diskFailure());
    }

    /// Nothing goes wrong from now on.
    void end() {
        calm = true;
    }

    private boolean strikes(double rate) {
        return !calm && random.nextDouble() < rate;
    }
}
