package dev.cairn.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Ends the process where it stands, by `_exit` of C.
///
/// Java's own way, `halt`, calls `exit` of C, which runs what libraries have registered for the end. RocksDB's part of
/// it waits for the threads that write its files, and where a disk hangs they never end: neither would the process.
final class ImmediateExit {
    private static final Optional<MethodHandle> EXIT = find();

    private ImmediateExit() {}

    @SuppressWarnings("restricted") // calling C is the whole purpose of this class
    private static Optional<MethodHandle> find() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("_exit")
                .map(exit -> linker.downcallHandle(exit, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)));
    }

    /// Does not return.
    static void with(ExitCode code) {
        // What was printed may lie in a buffer, which nobody empties any more.
        System.out.flush();
        System.err.flush();
        try {
            if (EXIT.isPresent()) {
                EXIT.get().invokeExact(code.number());
            }
        } catch (Throwable e) {
            throw new IllegalStateException("expected _exit to end the process", e);
        } finally {
            Runtime.getRuntime().halt(code.number());
        }
    }
}
