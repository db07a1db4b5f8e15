package dev.cairn.store;

import dev.cairn.repository.OutgoingSnapshot;
import dev.cairn.repository.RepositoryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// What anybody would write: one file after the other, with a checksum on the way and a sync at the end.
final class PlainCopy {
    private static final int BUFFER_BYTES = 1 << 20;

    private PlainCopy() {}

    static void copy(OutgoingSnapshot snapshot, Path target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        for (RepositoryFile file : snapshot.files()) {
            CRC32C checksum = new CRC32C();
            try (FileChannel from = FileChannel.open(snapshot.folder().resolve(file.name()), StandardOpenOption.READ);
                    FileChannel to = FileChannel.open(
                            target.resolve(file.name()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                while (from.read(buffer.clear()) >= 0) {
                    checksum.update(buffer.flip());
                    buffer.rewind();
                    while (buffer.hasRemaining()) {
                        to.write(buffer);
                    }
                }
                to.force(true);
            }
            if (checksum.getValue() != file.crc32c()) {
                throw new IOException("the copy of " + file.name() + " has another checksum than the snapshot says");
            }
        }
    }
}
