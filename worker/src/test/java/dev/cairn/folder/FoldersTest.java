package dev.cairn.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    private Path folder;

    @Test
    void foldersAndFilesAreSynced() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("within")).resolve("file"), "text");

        assertThatCode(() -> Folders.syncWhole(folder)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotThereIsNotTakenForSynced() {
        assertThatThrownBy(() -> Folders.sync(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    /// An archive stands for Windows here: neither opens a folder as a file.
    @Test
    void whereFoldersDoNotOpenAsFilesOnlyFilesAreSynced() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of("create", "true"))) {
            Path within = Files.createDirectory(archive.getPath("/within"));
            assertThat(archive.supportedFileAttributeViews()).doesNotContain("posix");

            assertThatCode(() -> Folders.sync(within)).doesNotThrowAnyException();
        }
    }
}
