package dev.cairn.e2e;

import dev.cairn.e2e.child.RunReport;

/// Somebody who takes in the chain from Kafka, in a process of its own.
interface E2eContender {
    String name();

    /// Takes in the chain once, from nothing, and has its state checked.
    ///
    /// @throws IllegalStateException if it fails, or its state is not what the chain's oracle says
    RunReport run(String bootstrapServers) throws Exception;
}
