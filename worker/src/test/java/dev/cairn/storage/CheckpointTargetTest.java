package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class CheckpointTargetTest {
    @TempDir
    Path directory;

    private Storage storage;

    @BeforeEach
    void open() {
        storage = TestRocks.open(directory.resolve("db"));
        new StoredChain(storage).write(0, Map.of("a", Optional.of("1")));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void foldersOnTheWayAreMade() {
        Path target = directory.resolve("not/yet/there");
        storage.checkpoint(target);
        try (Storage copy = TestRocks.open(target)) {
            assertThat(copy.committed()).isEqualTo(storage.committed());
        }
    }

    @Test
    void aFileStaysWhatItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.checkpoint(file))
                .withMessageContaining("name a new directory");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aLinkStaysWhatItIs() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), elsewhere);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.checkpoint(link))
                .withMessageContaining("name a new directory");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void whatIsMissingWhereItIsCopiedToIsNoDamageOfTheDatabase() {
        String text = "While mkdir: /snapshots/1.part.tmp: No such file or directory";
        assertThat(Faults.ofCopying("copying", exception(Status.Code.IOError, text)))
                .isInstanceOf(StorageFault.Retryable.class)
                .hasMessageContaining("1.part.tmp");
        assertThat(Faults.ofCopying("copying", exception(Status.Code.IOError, "No space left on device")))
                .isInstanceOf(StorageFault.DiskFull.class);
        assertThat(Faults.ofCopying("copying", exception(Status.Code.Corruption, "bad block")))
                .isInstanceOf(StorageFault.Corrupt.class);
    }

    private static RocksDBException exception(Status.Code code, String text) {
        return new RocksDBException(text, new Status(code, Status.SubCode.None, text));
    }
}
