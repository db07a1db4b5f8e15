package dev.cairn.http;

import dev.cairn.fault.Halt;
import dev.cairn.model.BlockRef;
import java.time.Instant;

/// Whether a shard does its work, as an operator reads it.
public final class ReadinessWords {
    private ReadinessWords() {}

    /// For people, with what to do.
    public static String of(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready _ -> "ready";
            case Readiness.Starting(String waitingFor, String whatToDo) ->
                "starting: waiting for " + waitingFor + ". " + whatToDo;
            case Readiness.Waiting(String cause) ->
                "waiting for Kafka: " + cause + ". It is asked again by itself; look whether the brokers run.";
            case Readiness.Incomplete(BlockRef block, Instant since, String missing) ->
                "waiting for block " + block + " since " + since + ": " + missing
                        + ". It goes on by itself when that comes. If it was published, look which partition lags;"
                        + " if not, the producer has to publish it.";
            case Readiness.Paused _ ->
                "paused: an operator has told it to stand still. POST /v1/admin/resume lets it go on, and so does a"
                        + " restart.";
            case Readiness.Halted(Halt halt) ->
                "halted: " + halt.reason() + ": " + halt.message()
                        + (halt.reason().mayPass() ? " It is tried again by itself." : "");
        };
    }
}
