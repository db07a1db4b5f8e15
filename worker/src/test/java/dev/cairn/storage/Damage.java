package dev.cairn.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Something that happens to a file and that no program did.
public sealed interface Damage {
    String file();

    /// What comes behind a length is gone.
    record Cut(String file, int length) implements Damage {}

    record Flip(String file, int at, int bit) implements Damage {}

    /// What was written to a place never came there.
    record Zeros(String file, int from, int length) implements Damage {}

    record Missing(String file) implements Damage {}

    default void happenIn(Path directory) throws IOException {
        Path path = directory.resolve(file());
        byte[] bytes = Files.readAllBytes(path);
        switch (this) {
            case Cut(var _, var length) -> Files.write(path, Arrays.copyOf(bytes, length));
            case Flip(var _, var at, var bit) -> {
                bytes[at] ^= (byte) (1 << bit);
                Files.write(path, bytes);
            }
            case Zeros(var _, var from, var length) -> {
                Arrays.fill(bytes, from, from + length, (byte) 0);
                Files.write(path, bytes);
            }
            case Missing _ -> Files.delete(path);
        }
    }
}
