package dev.cairn.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The places of a state as RocksDB is told them. In its manifest each table has the number of its place, and closing
/// a database with a number beyond the places that it was given ends the process: it reads past their end.
///
/// So whoever may meet such a number gives as many places as there can be, and those that are missing are the last
/// one, spelled in other ways. In one place that is not for nothing: RocksDB sizes levels by what is in them only
/// where there is one. So a database that has ever had several says so in a file of its own, which goes with it
/// wherever it is copied; all others are opened in one.
final class StatePlaces {
    /// The file beside the manifest.
    static final String MARK = "SPREAD";

    private static final String TEXT = "Tables of this database lie, or lay, on several tiers. The file has to stay.\n";

    private StatePlaces() {}

    /// For opening to write.
    static StorageConfig.Rocks toWrite(StorageConfig.Rocks config) {
        return config.settings().places().tiers().size() > 1 || isMarked(config.directory()) ? toRead(config) : config;
    }

    /// For opening to read, wherever its tables lay before.
    static StorageConfig.Rocks toRead(StorageConfig.Rocks config) {
        RocksSettings.PlaceSettings places = config.settings().places();
        return new StorageConfig.Rocks(
                config.directory(),
                config.durability(),
                config.settings()
                        .in(new RocksSettings.PlaceSettings(
                                places.createIfMissing(),
                                filled(places.tiers(), config.directory()),
                                places.coldDirectory())));
    }

    private static List<StorageTier> filled(List<StorageTier> tiers, Path directory) {
        List<StorageTier> filled = new ArrayList<>(tiers);
        if (filled.isEmpty()) {
            filled.add(new StorageTier(directory, Long.MAX_VALUE));
        }
        while (filled.size() < RocksSettings.PlaceSettings.TIERS_MAX) {
            filled.add(new StorageTier(Path.of(filled.getLast().directory() + "/."), Long.MAX_VALUE));
        }
        return filled;
    }

    /// A folder as it was before it was spelled in another way.
    static Path plain(String spelled) {
        return Path.of(Stream.iterate(spelled, path -> path.substring(0, path.length() - 2))
                .dropWhile(path -> path.endsWith("/."))
                .findFirst()
                .orElseThrow());
    }

    static boolean isMarked(Path directory) {
        return Files.exists(directory.resolve(MARK));
    }

    /// To be called before anything is written to it.
    static void mark(StorageConfig.Rocks config) {
        Path directory = config.directory();
        if (config.settings().places().tiers().size() > 1 && !isMarked(directory)) {
            writeMark(directory);
        }
    }

    static void writeMark(Path directory) {
        try {
            Files.writeString(directory.resolve(MARK), TEXT);
        } catch (IOException e) {
            throw new StorageFault.Retryable("writing " + directory.resolve(MARK) + " failed: " + e, e);
        }
    }
}
