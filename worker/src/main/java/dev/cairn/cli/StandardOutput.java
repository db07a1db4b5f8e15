package dev.cairn.cli;

import dev.cairn.transfer.Export;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process's own standard output, for bytes.
final class StandardOutput {
    private static final int KIND = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private StandardOutput() {}

    /// Writes, and may fail.
    @FunctionalInterface
    interface Writing {
        long to(OutputStream out) throws IOException;
    }

    /// Who reads the pipe has had enough, as `head` has after some lines. Nothing went wrong, and nobody
    /// listens.
    static final class ReaderGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReaderGoneException(IOException cause) {
            super("nobody reads standard output any more", cause);
        }
    }

    /// Throws [ReaderGoneException] if nobody reads to the end.
    static long write(Writing writing) {
        // Closing it would close the process's own.
        @SuppressWarnings("resource")
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        try {
            return writing.to(out);
        } catch (IOException e) {
            throw isPipe() ? new ReaderGoneException(e) : Export.failed("standard output", e);
        }
    }

    /// Sees that what was printed has got there, before more is fetched to be printed. A printer keeps to itself what
    /// went wrong. Throws [ReaderGoneException] if nobody reads any more.
    static void expectPrinted(PrintWriter out) {
        if (out.checkError()) {
            IOException failed = new IOException("not all of it could be written");
            throw isPipe()
                    ? new ReaderGoneException(failed)
                    : new UncheckedIOException(
                            "printing to standard output failed; look at the disk that it goes to", failed);
        }
    }

    /// A pipe fails for no other reason. What the failure says of itself depends on the language of the system.
    private static boolean isPipe() {
        try {
            int kind = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & KIND;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }
}
