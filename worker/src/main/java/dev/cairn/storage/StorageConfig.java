package dev.cairn.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Which backend, and how.
public sealed interface StorageConfig {
    /// Everything in sorted maps on the heap: for tests and for trying things out. Nothing outlives the process.
    record Memory() implements StorageConfig {}

    /// RocksDB, with the height as its timestamp.
    ///
    /// @param directory   where the database lies; made if it is missing
    /// @param durability  what makes a commit last
    /// @param settings    how RocksDB is set up; begin with a preset
    record Rocks(Path directory, Durability durability, RocksSettings settings) implements StorageConfig {
        /// All files of a database side by side in a folder, wherever they lay before.
        public static Rocks inOneFolder(Path folder) {
            return new Rocks(folder, Durability.WAL, RocksPreset.LIGHT.settings());
        }

        /// The same database in other folders.
        ///
        /// @param moved  from each folder that it lies in to another
        public Rocks movedTo(UnaryOperator<Path> moved) {
            return new Rocks(
                    moved.apply(directory),
                    durability,
                    settings.in(settings.places().movedTo(moved)));
        }

        /// With as little memory as it takes to look into it.
        public Rocks lightly() {
            return new Rocks(directory, durability, RocksPreset.LIGHT.settings().in(settings.places()));
        }

        /// Where it has tables besides its directory, each folder once.
        public List<Path> otherFolders() {
            Path own = plain(directory);
            return Stream.concat(
                            settings.places().tiers().stream().map(StorageTier::directory),
                            settings.places().coldDirectory().stream())
                    .map(Rocks::plain)
                    .distinct()
                    .filter(folder -> !folder.equals(own))
                    .toList();
        }

        /// In which folder a table lies.
        ///
        /// @param path  the number that RocksDB has given it in its family; what has none is in the last
        Path folderOf(Column family, int path) {
            Optional<Path> elsewhere = switch (family) {
                case STATE ->
                    settings.places().tiers().stream()
                            .map(StorageTier::directory)
                            .limit(path + 1L)
                            .reduce((_, next) -> next);
                case BLOCKS, CHANGES -> settings.places().coldDirectory();
                case DEFAULT -> Optional.empty();
            };
            return elsewhere.orElse(directory);
        }

        private static Path plain(Path folder) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
