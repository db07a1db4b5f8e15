package dev.cairn.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/// A checksum, as servers take it.
record Crc32c(int value) {
    private static final int BUFFER_BYTES = 256 * 1024;

    static Crc32c of(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return new Crc32c((int) checksum.getValue());
    }

    /// Of what is left in a stream, which another checksum takes into account as well.
    static Crc32c of(InputStream in, CRC32C whole) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            checksum.update(buffer, 0, read);
            whole.update(buffer, 0, read);
        }
        return new Crc32c((int) checksum.getValue());
    }

    /// Its four bytes, the highest first, in Base64.
    String inHeader() {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }
}
