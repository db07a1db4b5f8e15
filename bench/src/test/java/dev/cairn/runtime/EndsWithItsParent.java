package dev.cairn.runtime;

import dev.cairn.Main;

/// The worker's own program, in a process that ends when the one that has started it is gone: if a JVM of tests is
/// killed, nobody else is left to end its workers.
final class EndsWithItsParent {
    private EndsWithItsParent() {}

    public static void main(String[] arguments) {
        var _ = ProcessHandle.current()
                .parent()
                .orElseThrow()
                .onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1));
        Main.main(arguments);
    }
}
