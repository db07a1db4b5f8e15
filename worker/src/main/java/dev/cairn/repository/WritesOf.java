package dev.cairn.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/// Tells failures of writing from those of reading, which are tried again.
record WritesOf(FileChannel file) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws FailedException {
        try {
            return file.write(bytes);
        } catch (IOException e) {
            throw new FailedException(e);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() {
        // Whoever opened the file closes it.
    }

    @SuppressWarnings("serial") // never leaves the process
    static final class FailedException extends IOException {
        private final transient IOException cause;

        FailedException(IOException cause) {
            super(cause);
            this.cause = cause;
        }

        IOException cause() {
            return cause;
        }
    }
}
