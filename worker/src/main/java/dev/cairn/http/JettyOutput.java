package dev.cairn.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// An answer in pieces, each of which the client has to take within a time: whoever reads a byte a second would hold
/// what the answer is made from for as long as it likes.
final class JettyOutput extends OutputStream {
    private static final int PIECE_BYTES = 16 << 10;

    private final Response response;
    private final Duration readingTime;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);

    JettyOutput(Response response, Duration readingTime) {
        this.response = response;
        this.readingTime = readingTime;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (!piece.hasRemaining()) {
                flush();
            }
            int part = Math.min(piece.remaining(), length - written);
            piece.put(bytes, offset + written, part);
            written += part;
        }
    }

    @Override
    public void flush() throws IOException {
        send(false);
    }

    /// Ends the answer. One that broke off is not closed, so the client can tell that it is not whole.
    @Override
    public void close() throws IOException {
        send(true);
    }

    private void send(boolean isLast) throws IOException {
        piece.flip();
        Callback.Completable taken = new Callback.Completable();
        response.write(isLast, piece.hasRemaining() ? piece : BufferUtil.EMPTY_BUFFER, taken);
        try {
            taken.get(readingTime.toNanos(), TimeUnit.NANOSECONDS);
            piece.clear();
        } catch (TimeoutException e) {
            throw broken(new IOException(
                    "expected the client to read " + PIECE_BYTES + " bytes within " + readingTime.toMillis()
                            + " ms, but it did not; it was left",
                    e));
        } catch (ExecutionException e) {
            throw broken(new IOException("the client is gone", e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(new InterruptedIOException("the server closes"));
        }
    }

    /// A write that is under way holds the buffer until the connection is gone.
    private IOException broken(IOException cause) {
        response.getRequest()
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(cause);
        return cause;
    }
}
