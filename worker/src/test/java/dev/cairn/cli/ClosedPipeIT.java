package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Main;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.model.Block;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.TestRocks;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `export` writes to standard output has more bytes than a pipe holds.
class ClosedPipeIT {
    @TempDir
    private Path directory;

    private File errors;

    @BeforeEach
    void write() {
        errors = directory.resolve("errors").toFile();
        try (Storage storage = TestRocks.open(directory.resolve("shard-0"), Durability.WAL)) {
            Block block = ChainBuilder.first(0)
                    .put("key", "value".repeat(1 << 18))
                    .put("last", "value")
                    .build();
            new Flusher(storage)
                    .flush(new FlushRound(FlushTrigger.MANUAL, List.of(BlockLayer.of(block)), 0, OptionalLong.empty()));
        }
    }

    @Test
    void whoHasReadEnoughOfAnExportHearsNoMore() throws IOException, InterruptedException {
        Process export = start(Redirect.PIPE);
        try (InputStream out = export.getInputStream()) {
            assertThat(out.read()).isEqualTo('{');
        }
        assertThat(export.waitFor()).isZero();
        assertThat(Files.readString(errors.toPath())).doesNotContain("failed", "exported");
    }

    @Test
    void aDiskThatIsFullIsSaid() throws IOException, InterruptedException {
        Process export = start(Redirect.to(new File("/dev/full")));
        assertThat(export.waitFor()).isEqualTo(ExitCode.STORAGE_FAILED.number());
        assertThat(Files.readString(errors.toPath()))
                .contains("exporting to standard output failed", "look at the disk");
    }

    private Process start(Redirect out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "export",
                "-D",
                "data-directory=" + directory,
                "-D",
                "source.bootstrap-servers=nowhere:9092");
        builder.environment().keySet().removeIf(name -> name.startsWith("CAIRN_"));
        return builder.redirectOutput(out).redirectError(errors).start();
    }
}
