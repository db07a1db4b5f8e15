package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFolderTest {
    @TempDir
    private Path into;

    @Test
    void twoReplaysDoNotWorkInOneFolder() throws IOException {
        try (ReplayFolder first = new ReplayFolder(into, 0);
                ReplayFolder second = new ReplayFolder(into, 0)) {
            assertThat(first.begin()).isTrue();
            Path restored = Files.createDirectories(first.working().resolve("shard-0"));
            assertThat(second.begin()).isFalse();
            assertThat(restored).exists();
        }
        try (ReplayFolder next = new ReplayFolder(into, 0)) {
            assertThat(next.isFree()).isTrue();
            assertThat(next.begin()).isTrue();
            assertThat(next.working()).isEmptyDirectory();
        }
    }

    @Test
    void aFolderWithSomethingElseInItIsNotFree() throws IOException {
        Files.createFile(into.resolve("replaying.txt"));
        try (ReplayFolder folder = new ReplayFolder(into, 0)) {
            assertThat(folder.isFree()).isFalse();
        }
    }
}
