package dev.cairn.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/// Copies bytes and computes their checksum on the way, so nothing is read twice. **Threading:** one copy,
/// one thread.
final class CheckedCopy {
    // Large enough that the calls do not count, small enough that the bytes are still in the processor's cache when
    // they are written.
    private static final int BUFFER_BYTES = 256 * 1024;

    private final LongConsumer progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final CRC32C checksum = new CRC32C();
    private long bytes;

    /// @param progress  is told how many bytes have been copied each time
    CheckedCopy(LongConsumer progress) {
        this.progress = progress;
    }

    /// Takes bytes into account that were copied before.
    void resume(InputStream before) throws IOException {
        for (int read = before.read(buffer); read >= 0; read = before.read(buffer)) {
            count(read);
        }
    }

    /// Copies until the end.
    void copy(InputStream from, WritableByteChannel to) throws IOException {
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            count(read);
            ByteBuffer left = ByteBuffer.wrap(buffer, 0, read);
            while (left.hasRemaining()) {
                to.write(left);
            }
            progress.accept(read);
        }
    }

    private void count(int read) {
        checksum.update(buffer, 0, read);
        bytes += read;
    }

    /// So far.
    long bytes() {
        return bytes;
    }

    /// In what the bytes differ from those of a file; empty if they are the same.
    Optional<String> check(RepositoryFile file) {
        if (bytes != file.bytes()) {
            return Optional.of("it has %,d bytes instead of %,d".formatted(bytes, file.bytes()));
        }
        return checksum.getValue() == file.crc32c()
                ? Optional.empty()
                : Optional.of("its checksum is %08x instead of %08x".formatted(checksum.getValue(), file.crc32c()));
    }
}
