package dev.cairn.runtime;

import dev.cairn.http.Readiness;
import dev.cairn.thread.ForwardClock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether the shards of a worker do their work.
final class WorkerReadiness {
    private WorkerReadiness() {}

    /// @param numbers   of the shards there have to be
    /// @param running   those that run
    /// @param starting  what the others wait for
    static SortedMap<Integer, Readiness> of(
            Collection<Integer> numbers, Map<Integer, Shard> running, Starting starting, ForwardClock clock) {
        SortedMap<Integer, Readiness> byShard = new TreeMap<>();
        for (int number : numbers) {
            byShard.put(
                    number,
                    Optional.ofNullable(running.get(number))
                            .map(shard -> of(shard, clock))
                            .orElseGet(() -> starting.now(number)));
        }
        return byShard;
    }

    private static Readiness of(Shard shard, ForwardClock clock) {
        return shard.halt()
                .<Readiness>map(Readiness.Halted::new)
                .or(() -> shard.isPaused() ? Optional.of(new Readiness.Paused()) : Optional.empty())
                .or(() -> shard.waitingForSource().map(Readiness.Waiting::new))
                .or(() -> shard.awaitedBlock()
                        .filter(awaited -> awaited.isWaitedForLong(clock))
                        .map(awaited -> new Readiness.Incomplete(awaited.block(), awaited.since(), awaited.missing())))
                .orElse(Readiness.READY);
    }
}
