package dev.cairn.broker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// What a broker has stored of a partition, for tests in which its disk goes bad.
public final class StoredLog {
    private final Path file;

    private StoredLog(Path file) {
        this.file = file;
    }

    /// The first file of the log.
    public static StoredLog of(LocalBroker broker, String topic, int partition) {
        return new StoredLog(
                broker.folder().resolve("data").resolve(topic + "-" + partition).resolve("00000000000000000000.log"));
    }

    /// Damages the last record; done twice, it is whole again.
    public void flipABit() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
            long last = log.length() - 1;
            log.seek(last);
            int was = log.read();
            log.seek(last);
            log.write(was ^ 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
