package dev.cairn.simulation;

import dev.cairn.thread.Clocks;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Both clocks of a process, which move only when told to.
public final class StepClock implements ForwardClock, InstantSource {
    private Instant timeOfDay = Instant.EPOCH;
    private long elapsedMs;

    @Override
    public long elapsedMs() {
        return elapsedMs;
    }

    @Override
    public Instant instant() {
        return timeOfDay;
    }

    public Clocks both() {
        return new Clocks(this, this);
    }

    /// Lets time pass.
    public void advance(Duration by) {
        elapsedMs += by.toMillis();
        timeOfDay = timeOfDay.plus(by);
    }

    /// Sets the time of day forward, or back; no time passes.
    public void setTimeOfDay(Duration by) {
        timeOfDay = timeOfDay.plus(by);
    }
}
