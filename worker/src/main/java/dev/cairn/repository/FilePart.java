package dev.cairn.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/// A stretch of a file, which can be read again if a part has to be sent again.
record FilePart(Path path, long from, long bytes) {
    /// @param progress  is told how many bytes have been read each time
    InputStream open(LongConsumer progress) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Stretch(Channels.newInputStream(channel.position(from)), bytes, progress);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Ends where the stretch ends.
    private static final class Stretch extends InputStream {
        private final InputStream file;
        private final LongConsumer progress;
        private long left;

        Stretch(InputStream file, long bytes, LongConsumer progress) {
            this.file = file;
            this.progress = progress;
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, left);
            int read = left == 0 ? -1 : file.read(buffer, offset, wanted);
            if (read > 0) {
                left -= read;
                progress.accept(read);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
