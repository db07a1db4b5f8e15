package dev.cairn.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/// CRC-32C of files, which processors compute as fast as memory is read. It finds what disks and networks do to files;
/// who wants to deceive is kept away by rights.
final class Checksums {
    private static final int PIECE_BYTES = 1 << 20;

    private Checksums() {}

    /// @param read  told of each piece's bytes
    static int of(Path file, LongConsumer read) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            return pass(in, _ -> {}, read);
        }
    }

    /// Copies to a file that is not there yet, and syncs it.
    static int ofCopying(Path from, Path to, LongConsumer copied) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            int crc = pass(
                    in,
                    piece -> {
                        while (piece.hasRemaining()) {
                            out.write(piece);
                        }
                    },
                    copied);
            out.force(true);
            return crc;
        }
    }

    private interface Sink {
        void take(ByteBuffer piece) throws IOException;
    }

    private static int pass(FileChannel in, Sink sink, LongConsumer done) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
        while (in.read(piece.clear()) >= 0) {
            piece.flip();
            crc.update(piece.duplicate());
            int bytes = piece.remaining();
            sink.take(piece);
            done.accept(bytes);
        }
        return (int) crc.getValue();
    }
}
