package dev.cairn.http;

import dev.cairn.fault.Halt;
import dev.cairn.model.BlockRef;
import java.time.Instant;

/// Whether a shard does its work.
public sealed interface Readiness {
    /// It applies blocks.
    record Ready() implements Readiness {}

    /// It does not apply blocks yet.
    ///
    /// @param waitingFor  what it waits for
    /// @param whatToDo    if that takes too long
    record Starting(String waitingFor, String whatToDo) implements Readiness {}

    /// Kafka does not answer; what was applied can be read, and grows old.
    ///
    /// @param cause  what was asked for, and what came
    record Waiting(String cause) implements Readiness {}

    /// The next block was announced long ago and has not come whole; what was applied can be read, and grows old.
    ///
    /// @param missing  what it lacks
    record Incomplete(BlockRef block, Instant since, String missing) implements Readiness {}

    /// An operator has told it to stand still; what was applied can be read, and grows old.
    record Paused() implements Readiness {}

    /// It has stopped applying; what was applied can be read.
    record Halted(Halt halt) implements Readiness {}

    Readiness READY = new Ready();
}
