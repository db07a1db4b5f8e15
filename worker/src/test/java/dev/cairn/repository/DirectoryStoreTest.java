package dev.cairn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends ObjectStoreContract {
    @TempDir
    Path root;

    @Override
    ObjectStore store() {
        return new DirectoryStore(root);
    }

    @Test
    void aDirectoryThatIsMissingIsADiskThatIsNotMounted() {
        ObjectStore store = new DirectoryStore(root.resolve("absent"));
        assertThatThrownBy(() -> store.list("a/"))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("mount its disk, or make it, or correct snapshots.repository.directory");
        assertThatThrownBy(() -> store.create("a/b", new byte[1])).isInstanceOf(RepositoryException.class);
        assertThat(root.resolve("absent")).doesNotExist();
    }

    @Test
    void whatWasNeverFinishedIsInNoListAndIsThrownAwayOnceItIsOld() throws IOException {
        store().create("a/one", new byte[] {1});
        Path unfinished = Files.write(root.resolve("a/two.some-id.part"), new byte[] {1});
        assertThat(store().list("a/")).hasSize(1);
        Files.setLastModifiedTime(unfinished, FileTime.from(Instant.ofEpochSecond(100)));
        store().discardUnfinished("a/", Instant.ofEpochSecond(99));
        assertThat(unfinished).exists();
        store().discardUnfinished("a/", Instant.ofEpochSecond(101));
        assertThat(unfinished).doesNotExist();
        assertThat(root.resolve("a/one")).exists();
    }

    @Test
    void aKeyThatLeadsOutOfTheDirectoryIsRefused() {
        assertThatThrownBy(() -> store().open("../secret", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeWrittenIsSaidWithWhatToDo() throws IOException {
        Files.write(root.resolve("a"), new byte[] {1});
        assertThatThrownBy(() -> store().create("a/one", new byte[] {1}))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("writing a/one in the repository " + root)
                .hasMessageContaining("look whether the worker may write there");
    }
}
