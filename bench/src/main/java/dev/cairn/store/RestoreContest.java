package dev.cairn.store;

import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/// Restoring a snapshot against copying its files with checksums, which is what a script would do.
final class RestoreContest {
    static final String RESTORE = "restored: compared with the manifest, synced, opened once, named";
    static final String COPY = "its files copied with checksums and synced";
    private static final double MIB = 1 << 20;

    private final Snapshots snapshots;
    private final SnapshotManifest snapshot;
    private final Path target;

    RestoreContest(Snapshots snapshots, SnapshotManifest snapshot, Path target) {
        this.snapshots = snapshots;
        this.snapshot = snapshot;
        this.target = target;
    }

    Comparison comparison() {
        return new Comparison(
                "MiB/s",
                List.of(
                        new Contender(RESTORE, () -> rate(() ->
                                snapshots.restore(snapshot.name(), target, SnapshotProgress.UNWATCHED))),
                        new Contender(COPY, () -> rate(this::copy))));
    }

    private interface Work {
        void run() throws IOException;
    }

    private double rate(Work work) throws IOException {
        try {
            long start = System.nanoTime();
            work.run();
            return snapshot.bytes() / MIB / ((System.nanoTime() - start) / 1e9);
        } finally {
            try (Stream<Path> files = Files.list(target)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(target);
        }
    }

    private void copy() throws IOException {
        Files.createDirectory(target);
        try (Stream<Path> files = Files.list(snapshots.folder(snapshot.name()))) {
            for (Path file : files.toList()) {
                copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        CRC32C crc = new CRC32C();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(from), crc);
                OutputStream out = Files.newOutputStream(to)) {
            byte[] piece = new byte[1 << 20];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
            }
        }
        try (FileChannel copied = FileChannel.open(to, StandardOpenOption.READ)) {
            copied.force(true);
        }
    }
}
