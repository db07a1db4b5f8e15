package dev.cairn.http;

import dev.cairn.model.Bytes;
import java.io.IOException;
import java.io.OutputStream;

/// What follows the headers.
public sealed interface ReplyBody {
    /// All of it.
    record Whole(Bytes bytes) implements ReplyBody {}

    /// What is written as the client takes it.
    non-sealed interface Streamed extends ReplyBody, AutoCloseable {
        /// Ends when all is written, when the client is gone, which throws, or when the thread is interrupted: then the
        /// server closes.
        void writeTo(OutputStream out) throws IOException;

        /// Lets go of what it reads from; also if nothing was written.
        @Override
        void close();
    }
}
