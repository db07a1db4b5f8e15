package dev.cairn.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/// Files to send, and what they are.
final class Contents {
    private Contents() {}

    static byte[] random(long seed, int bytes) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        return content;
    }

    static RepositoryFile describe(String name, byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return new RepositoryFile(name, content.length, checksum.getValue());
    }

    static RepositoryFile write(Path folder, String name, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name), content);
        return describe(name, content);
    }

    static OutgoingSnapshot snapshot(long height, Path folder, List<RepositoryFile> files) {
        return new OutgoingSnapshot(nameOf(height), "{\"height\": " + height + "}", files, folder);
    }

    static String nameOf(long height) {
        return "%020d-00000000000000aa".formatted(height);
    }
}
