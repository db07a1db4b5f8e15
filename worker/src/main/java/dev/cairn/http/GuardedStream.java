package dev.cairn.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A stream that is looked at before each piece of it goes out: much may have changed since it was begun.
///
/// @param guard  throws if it may not go on; the client can tell that it was cut
record GuardedStream(ReplyBody.Streamed stream, Guard guard) implements ReplyBody.Streamed {
    @FunctionalInterface
    interface Guard {
        /// Whether a piece may go out.
        ///
        /// @param bytes  that it has, which are held in memory until the client has taken them
        void check(int bytes) throws IOException;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        stream.writeTo(new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                guard.check(length);
                out.write(bytes, offset, length);
            }
        });
    }

    @Override
    public void close() {
        stream.close();
    }
}
