package dev.cairn.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Takes what can be watched of this process, the worker in it, and its folder. What the system does not tell is not
/// there. **Threading:** one thread.
final class Sampler implements AutoCloseable {
    private static final Path HANDLES = Path.of("/proc/self/fd");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final String PINNED = "rocksdb_block_cache_pinned_bytes{";

    private final URI metrics;
    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();

    Sampler(URI worker, Path data) {
        this.data = data;
        metrics = worker.resolve("/metrics");
    }

    Map<Gauge, Double> take() throws IOException, InterruptedException {
        // What nobody holds any more goes first, and with it what waits for being cleaned up behind it.
        System.gc();
        Map<Gauge, Double> sample = new EnumMap<>(Gauge.class);
        sample.put(Gauge.HEAP, (double)
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        sample.put(Gauge.THREADS, (double) ManagementFactory.getThreadMXBean().getThreadCount());
        sample.put(Gauge.DISK, (double) bytesBelow(data));
        if (Files.isReadable(STATUS)) {
            resident().ifPresent(bytes -> sample.put(Gauge.RESIDENT, bytes));
        }
        if (Files.isDirectory(HANDLES)) {
            try (Stream<Path> open = Files.list(HANDLES)) {
                sample.put(Gauge.HANDLES, (double) open.count());
            }
        }
        pinned().ifPresent(bytes -> sample.put(Gauge.PINNED, bytes));
        return sample;
    }

    private static OptionalDouble resident() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToDouble(line -> 1_024 * number(line.substring(RESIDENT.length(), line.lastIndexOf(' '))))
                .findFirst();
    }

    private OptionalDouble pinned() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(PINNED))
                .mapToDouble(line -> number(line.substring(line.lastIndexOf(' '))))
                .findFirst();
    }

    private static double number(String text) {
        return Double.parseDouble(text.strip());
    }

    /// Snapshots are links to files of the database, which are there once.
    private static long bytesBelow(Path folder) throws IOException {
        Map<Object, Long> sizes = new HashMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Object identity = attributes.fileKey();
                sizes.put(identity == null ? file : identity, attributes.size());
                return FileVisitResult.CONTINUE;
            }

            // It is gone meanwhile.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        http.close();
    }
}
