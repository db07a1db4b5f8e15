package dev.cairn.runtime;

import dev.cairn.testing.Skipping;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A file system of its own in memory, of a size that can be changed. Only root may mount one, and not in every
/// container; see [Skipping] for what becomes of a test elsewhere.
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mountedAt(Path folder, int mebibytes) {
        String said =
                run(List.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "cairn-test", folder.toString()));
        if (!said.isEmpty()) {
            String why = "a full disk is played with a small file system, but mount said: " + said;
            new Skipping(System.getenv())
                    .say("what a full disk does", why, "Run the tests as root, in a container with CAP_SYS_ADMIN");
            Assumptions.abort(why);
        }
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /// To the last byte, with a file that may be deleted.
    Path fill() {
        Path ballast = folder.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException _) {
            return ballast;
        }
    }

    void resize(int mebibytes) {
        expectNothingSaid(run(List.of("mount", "-o", "remount,size=" + mebibytes + "m", folder.toString())));
    }

    @Override
    public void close() {
        expectNothingSaid(run(List.of("umount", folder.toString())));
    }

    private static void expectNothingSaid(String said) {
        if (!said.isEmpty()) {
            throw new IllegalStateException("expected mount to have nothing to say, but: " + said);
        }
    }

    /// What a command complains of; nothing if it did what it was told to.
    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said.isBlank() ? "it failed" : said.strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }
}
