package dev.cairn.cli;

import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.StoredFile;
import dev.cairn.storage.TimelineRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a database at rest is, as read from it.
///
/// @param newest  its newest blocks, newest first
record Inspection(
        Path directory,
        DatabaseFacts facts,
        List<TimelineRow> timeline,
        List<Family> families,
        List<BlockRecord> newest) {
    private static final int NEWEST_BLOCKS = 5;

    /// What belongs together on disk.
    record Family(String name, List<Level> levels) {
        long files() {
            return levels.stream().mapToLong(Level::files).sum();
        }

        long bytes() {
            return levels.stream().mapToLong(Level::bytes).sum();
        }
    }

    /// Files of one age.
    record Level(int level, long files, long bytes) {}

    static Inspection of(Path directory, StoredDatabase database) {
        return new Inspection(
                directory, database.facts(), database.timeline(), families(database.files()), newest(database));
    }

    private static List<Family> families(List<StoredFile> files) {
        return List.of("default", "state", "blocks", "changes").stream()
                .map(name -> new Family(
                        name,
                        levels(files.stream()
                                .filter(file -> file.family().equals(name))
                                .toList())))
                .toList();
    }

    private static List<Level> levels(List<StoredFile> files) {
        Map<Integer, List<StoredFile>> byLevel =
                files.stream().collect(Collectors.groupingBy(StoredFile::level, TreeMap::new, Collectors.toList()));
        List<Level> levels = new ArrayList<>();
        byLevel.forEach((level, tables) -> levels.add(new Level(
                level,
                tables.size(),
                tables.stream().mapToLong(StoredFile::bytes).sum())));
        return levels;
    }

    private static List<BlockRecord> newest(StoredDatabase database) {
        List<BlockRecord> newest = new ArrayList<>();
        long tip = database.facts().committed().map(CommittedPosition::height).orElse(-1L);
        for (long height = tip;
                height >= database.facts().earliestHeight() && newest.size() < NEWEST_BLOCKS;
                height--) {
            database.reader().block(height).ifPresent(newest::add);
        }
        return newest;
    }
}
