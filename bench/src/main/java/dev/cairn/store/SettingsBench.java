package dev.cairn.store;

import dev.cairn.bench.BenchOptions;
import dev.cairn.storage.Compression;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.RocksSettings;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// `./cairn bench settings`: what one setting changes when the others stay as they are. The defaults were chosen by
/// this table.
public final class SettingsBench {
    private static final int BLOCKS_PER_ROUND = 100;

    /// Key, height and value as they are.
    private static final int VERSION_BYTES = StoreLoad.KEY_BYTES + Long.BYTES + StoreLoad.VALUE_BYTES;

    private static final RocksSettings DEFAULTS = RocksPreset.MEDIUM.settings();

    private final StoreLoad load;
    private final int rounds;
    private final Screen screen;

    private SettingsBench(BenchOptions options) {
        load = StoreLoad.random(options.quick() ? 100_000 : 400_000, options.quick() ? 500 : 2_000, 1_000);
        rounds = options.quick() ? 1 : 3;
        screen = options.screen();
    }

    /// Prints a row for each variant.
    public static void run(BenchOptions options) throws Exception {
        SettingsBench bench = new SettingsBench(options);
        System.out.printf(
                "| %,d writes over %,d keys | writes/s | bytes on disk per version | packed to | get/s | entries/s of a scan |%n"
                        + "|---|---|---|---|---|---|%n",
                bench.load.writes(), bench.load.keys());
        for (Map.Entry<String, RocksSettings> variant : variants().entrySet()) {
            System.out.println(bench.row(variant.getKey(), variant.getValue()));
        }
    }

    private static Map<String, RocksSettings> variants() {
        Map<String, RocksSettings> variants = new LinkedHashMap<>();
        variants.put("defaults: preset `medium`", DEFAULTS);
        for (int kib : new int[] {4, 8, 32}) {
            variants.put("blocks of " + kib + " KiB", withBlocks(kib << 10));
        }
        variants.put("no Bloom filter", withBloomBits(0));
        for (int mib : new int[] {16, 96}) {
            variants.put("memtables of " + mib + " MiB", withMemtables(mib));
        }
        variants.put("no compression", withCompression(Compression.NONE, Compression.NONE));
        variants.put("Snappy everywhere", withCompression(Compression.SNAPPY, Compression.SNAPPY));
        variants.put("LZ4 everywhere", withCompression(Compression.LZ4, Compression.LZ4));
        variants.put("ZSTD everywhere", withCompression(Compression.ZSTD, Compression.ZSTD));
        return variants;
    }

    private static RocksSettings withBlocks(int bytes) {
        RocksSettings.FileSettings files = DEFAULTS.files();
        return with(new RocksSettings.FileSettings(
                files.openFilesMax(), files.targetFileBytes(), bytes, files.bloomBitsPerKey()));
    }

    private static RocksSettings withBloomBits(int bits) {
        RocksSettings.FileSettings files = DEFAULTS.files();
        return with(new RocksSettings.FileSettings(
                files.openFilesMax(), files.targetFileBytes(), files.blockBytes(), bits));
    }

    private static RocksSettings with(RocksSettings.FileSettings files) {
        return new RocksSettings(
                DEFAULTS.memory(), files, DEFAULTS.compaction(), DEFAULTS.compression(), DEFAULTS.places(), true);
    }

    private static RocksSettings withMemtables(int mib) {
        RocksSettings.MemorySettings memory = DEFAULTS.memory();
        return new RocksSettings(
                new RocksSettings.MemorySettings(
                        memory.budgetBytes(),
                        memory.memtableBytesMax(),
                        (long) mib << 20,
                        memory.writeBufferCount(),
                        1),
                DEFAULTS.files(),
                DEFAULTS.compaction(),
                DEFAULTS.compression(),
                DEFAULTS.places(),
                true);
    }

    private static RocksSettings withCompression(Compression levels, Compression bottom) {
        return new RocksSettings(
                DEFAULTS.memory(),
                DEFAULTS.files(),
                DEFAULTS.compaction(),
                new RocksSettings.CompressionSettings(
                        List.of(levels), bottom, levels, DEFAULTS.compression().dictionaryBytes()),
                DEFAULTS.places(),
                true);
    }

    private String row(String name, RocksSettings settings) throws Exception {
        AtomicInteger measured = new AtomicInteger();
        Progress progress = new Progress(name, rounds, measured::get);
        return progress.during(screen, () -> measure(name, settings, measured));
    }

    /// The best of some rounds: what else the machine does only ever takes away.
    private String measure(String name, RocksSettings settings, AtomicInteger measured) throws Exception {
        double flushed = 0;
        double got = 0;
        double scanned = 0;
        double bytes = 0;
        for (int round = 0; round < rounds; round++) {
            try (ScratchFolder folder = ScratchFolder.create()) {
                flushed = Math.max(
                        flushed,
                        new FlushContest(load, settings, BLOCKS_PER_ROUND)
                                .cairn(folder.path().resolve("flush")));
                try (CairnDatabase database = new CairnDatabase(folder.path().resolve("read"), settings)) {
                    database.fill(load, BLOCKS_PER_ROUND);
                    database.storage().compact();
                    ReadContest contest = new ReadContest(load, database, Optional.empty());
                    got = Math.max(got, best(contest::getLatest));
                    scanned = Math.max(scanned, best(contest::scanLatest));
                    bytes = (double) database.storage().stats().contents().sstBytes() / load.writes();
                }
            }
            measured.incrementAndGet();
        }
        return "| %s | %,.0f | %.0f | %.0f %% | %,.0f | %,.0f |"
                .formatted(name, flushed, bytes, 100 * bytes / VERSION_BYTES, got, scanned);
    }

    private static double best(Supplier<Double> measurement) {
        double best = 0;
        for (int i = 0; i < 3; i++) {
            best = Math.max(best, measurement.get());
        }
        return best;
    }
}
