package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `export` writes to standard output has more bytes than a pipe holds; what `scan` lists has no end.
@Timeout(60)
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

    @ParameterizedTest
    @ValueSource(strings = {"--all", "--all --json"})
    void whoHasReadEnoughOfAListHasNoMoreOfItAskedFor(String options) throws IOException, InterruptedException {
        HttpServer endless = endlessList();
        try {
            Process scan = start(Redirect.PIPE, scan(endless, options));
            try (InputStream out = scan.getInputStream()) {
                assertThat(out.read()).isPositive();
            }
            assertThat(scan.waitFor()).isZero();
            assertThat(Files.readString(errors.toPath())).doesNotContain("failed", "Exception");
        } finally {
            endless.stop(0);
        }
    }

    @Test
    void aListThatTheDiskHasNoSpaceForIsNotGoneOnWith() throws IOException, InterruptedException {
        HttpServer endless = endlessList();
        try {
            Process scan = start(Redirect.to(new File("/dev/full")), scan(endless, "--all"));
            assertThat(scan.waitFor()).isEqualTo(ExitCode.STORAGE_FAILED.number());
            assertThat(Files.readString(errors.toPath()))
                    .contains("printing to standard output failed", "look at the disk");
        } finally {
            endless.stop(0);
        }
    }

    /// Says of each page that there is another.
    private static HttpServer endlessList() throws IOException {
        byte[] page = """
                {"at":{"height":1,"hash":"01"},"entries":[{"key":"6b","value":"76"}],"cursor":"more"}
                """.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static List<String> scan(HttpServer server, String options) {
        return List.of(("scan --url http://localhost:" + server.getAddress().getPort() + " " + options).split(" "));
    }

    private Process start(Redirect out) throws IOException {
        return start(
                out,
                List.of("export", "-D", "data-directory=" + directory, "-D", "source.bootstrap-servers=nowhere:9092"));
    }

    private Process start(Redirect out, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command(new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())));
        builder.command().addAll(arguments);
        builder.environment().keySet().removeIf(name -> name.startsWith("CAIRN_"));
        return builder.redirectOutput(out).redirectError(errors).start();
    }
}
