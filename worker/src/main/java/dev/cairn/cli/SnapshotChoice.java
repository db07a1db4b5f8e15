package dev.cairn.cli;

import picocli.CommandLine.Parameters;

/// Which snapshot; the newest if nothing is said.
final class SnapshotChoice {
    @Parameters(
            paramLabel = "SNAPSHOT",
            arity = "0..1",
            defaultValue = SnapshotNames.NEWEST,
            description = SnapshotNames.HELP)
    private String given = SnapshotNames.NEWEST;

    String given() {
        return given;
    }
}
