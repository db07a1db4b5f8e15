package dev.cairn.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Says where the disk failed a repair.
final class RepairFailed {
    private RepairFailed() {}

    static UncheckedIOException because(String doing, Path place, IOException cause) {
        return new UncheckedIOException(
                doing + " " + place + " failed: " + cause.getMessage()
                        + "; look at the disk, its space and the rights on the folder, then repair again",
                cause);
    }
}
