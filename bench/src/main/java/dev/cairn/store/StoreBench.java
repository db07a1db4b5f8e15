package dev.cairn.store;

import dev.cairn.bench.BenchOptions;
import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.bench.Spread;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.RocksSettings;
import dev.cairn.terminal.Progress;
import java.nio.file.Path;
import java.util.List;

/// `./cairn bench store`: memory, flushing, reading and pruning against the plain thing beside it. The quick run
/// takes smaller loads and fewer rounds, and leaves out growth.
public final class StoreBench {
    private static final int WRITES_PER_BLOCK = 1_000;
    private static final String CAIRN = "Cairn, all of history, 100 blocks a round";
    private static final String CAIRN_LARGE = "Cairn, all of history, 1,000 blocks a round";
    private static final String PLAIN = "latest values only, WriteBatch.put, 100 blocks a round";
    private static final String PLAIN_LARGE = "latest values only, WriteBatch.put, 1,000 blocks a round";
    private static final String BEFORE_IMAGE = "latest values and before-images, 100 blocks a round";

    private final BenchOptions options;
    private final RocksSettings settings = RocksPreset.MEDIUM.settings();
    /// For reads, so that the cache holds both databases whole: it is the layouts that are compared, not the cache.
    private final RocksSettings roomy = RocksPreset.HEAVY.settings();
    private final StoreLoad load;

    private StoreBench(BenchOptions options) {
        this.options = options;
        load = options.quick()
                ? StoreLoad.random(300_000, 1_500, WRITES_PER_BLOCK)
                : StoreLoad.random(1_000_000, 5_000, WRITES_PER_BLOCK);
    }

    /// Prints tables and reports the ratios.
    public static void run(BenchOptions options) throws Exception {
        StoreBench bench = new StoreBench(options);
        MemoryBench.run(options);
        bench.flush();
        bench.read();
        bench.prune();
        if (!options.quick()) {
            bench.scanWithFewerVersions();
            bench.grow();
        }
    }

    private void flush() throws Exception {
        System.out.printf("%n## Flushing %,d writes over %,d keys%n%n", load.writes(), load.keys());
        FlushContest small = new FlushContest(load, settings, 100);
        FlushContest large = new FlushContest(load, settings, 1_000);
        Comparison comparison = new Comparison(
                "writes/s",
                List.of(
                        contender(CAIRN, small::cairn),
                        contender(PLAIN, small::plain),
                        contender(CAIRN_LARGE, large::cairn),
                        contender(PLAIN_LARGE, large::plain),
                        contender(BEFORE_IMAGE, small::beforeImage)));
        comparison.run(options.quick() ? 3 : 5, options.screen());
        comparison.print(System.out);
        options.report("flush_vs_plain", comparison.ratio(CAIRN, PLAIN));
        options.report("flush_vs_plain_large_rounds", comparison.ratio(CAIRN_LARGE, PLAIN_LARGE));
        options.report("flush_vs_before_image", comparison.ratio(CAIRN, BEFORE_IMAGE));
    }

    private interface InFolder {
        double rate(Path folder) throws Exception;
    }

    private static Contender contender(String name, InFolder measurement) {
        return new Contender(name, () -> {
            try (ScratchFolder folder = ScratchFolder.create()) {
                return measurement.rate(folder.path());
            }
        });
    }

    private void read() throws Exception {
        System.out.printf("%n## Reading, %d versions of each key%n", load.writes() / load.keys());
        try (ReadSetting setting = filled(load)) {
            System.out.printf("%nAs written, background work done:%n%n");
            read(setting.contest(), "");
            compact(setting);
            System.out.printf("%nCompacted whole, so that the plain family has one entry for each key:%n%n");
            read(setting.contest(), "_compacted");
        }
    }

    private ReadSetting filled(StoreLoad wanted) throws Exception {
        return Progress.unmeasured("filling two databases")
                .during(options.screen(), () -> ReadSetting.of(wanted, roomy));
    }

    private void compact(ReadSetting setting) throws Exception {
        Progress.unmeasured("compacting them").during(options.screen(), () -> {
            setting.compact();
            return setting;
        });
    }

    private void read(ReadContest contest, String state) throws Exception {
        Comparison gets = contest.gets();
        gets.run(rounds(), options.screen());
        gets.print(System.out);
        options.report("get_latest_vs_plain" + state, gets.ratio(ReadContest.GET_LATEST, ReadContest.GET_PLAIN));
        options.report("get_past_vs_plain" + state, gets.ratio(ReadContest.GET_PAST, ReadContest.GET_PLAIN));
        System.out.println();
        scan(contest, state);
    }

    private void scan(ReadContest contest, String state) throws Exception {
        Comparison scans = contest.scans();
        scans.run(rounds(), options.screen());
        scans.print(System.out);
        options.report("scan_latest_vs_plain" + state, scans.ratio(ReadContest.SCAN_LATEST, ReadContest.SCAN_PLAIN));
        options.report("scan_past_vs_plain" + state, scans.ratio(ReadContest.SCAN_PAST, ReadContest.SCAN_PLAIN));
    }

    /// A scan passes all versions of a key, so it depends on how many there are.
    private void scanWithFewerVersions() throws Exception {
        for (int versions : new int[] {1, 2, 3}) {
            int more = (versions - 1) * load.keys() / WRITES_PER_BLOCK;
            StoreLoad fewer = StoreLoad.everyKeyOnceThen(load.keys(), more, WRITES_PER_BLOCK);
            System.out.printf("%n## Scanning, compacted whole, versions of each key: %d%n%n", versions);
            try (ReadSetting setting = filled(fewer)) {
                compact(setting);
                scan(setting.contest(), "_compacted_versions_" + versions);
            }
        }
    }

    private void prune() throws Exception {
        StoreLoad manyVersions = StoreLoad.random(load.keys() / 2, load.blocks(), WRITES_PER_BLOCK);
        System.out.printf("%n## Pruning nine tenths of %,d versions%n%n", manyVersions.writes());
        try (ScratchFolder with = ScratchFolder.create();
                ScratchFolder without = ScratchFolder.create()) {
            PruneTrial.Result result = Progress.unmeasured("filling, reading, pruning, reading")
                    .during(options.screen(), () -> new PruneTrial(manyVersions, settings).run(with, without));
            System.out.printf("The call returned in %.1f ms.%n%n", result.callMillis());
            System.out.printf("| | P50 / P99 / P99.9 of single reads in µs |%n|---|---|%n");
            System.out.printf("| idle | %s |%n| while space is reclaimed | %s |%n", result.idle(), result.reclaiming());
            options.report("prune_p99_vs_idle", Spread.of(result.p99VsIdle()));
            options.report("prune_disk_vs_never_had", Spread.of(result.diskVsNeverHad()));
        }
    }

    private void grow() throws Exception {
        System.out.printf("%n## As data grows%n%n%s%n", GrowthTrial.header());
        for (int keys : new int[] {1_000_000, 10_000_000, 50_000_000}) {
            try (ScratchFolder folder = ScratchFolder.create()) {
                System.out.println(new GrowthTrial(keys, settings).run(folder.path(), options.screen()));
            }
        }
    }

    private int rounds() {
        return options.quick() ? 5 : 9;
    }
}
