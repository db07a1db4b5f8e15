package dev.cairn.storage;

import dev.cairn.snapshot.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/// Writes the fixtures of the current format version, and those of version 0, which no release wrote. To be run when a
/// release brings a new version, in the folder `worker`; those of older ones stay as they are.
final class FormatFixtureWriter {
    private FormatFixtureWriter() {}

    public static void main(String[] args) throws IOException, RocksDBException {
        write(FormatVersion.CURRENT);
        Path older = FormatFixture.of(Migration.OLDEST, FormatFixture.DATABASE).folder();
        Files.createDirectories(older.getParent());
        FormatFixture.of(FormatVersion.CURRENT, FormatFixture.DATABASE).copyTo(older);
        makeOlder(older);
        tidy(older);
    }

    private static void write(int version) throws IOException {
        Path folder = FormatFixture.of(version, FormatFixture.DATABASE).folder();
        try (Storage storage = TestRocks.open(folder, Durability.WAL, FormatFixture.IDENTITY)) {
            WrittenChain chain = new WrittenChain(storage);
            chain.write(FormatFixture.HEIGHT);
            storage.rewind(FormatFixture.HEIGHT / 2);
            chain.write(FormatFixture.HEIGHT / 2);
            storage.raiseFloor(2);
            new Snapshots(FormatFixture.of(version, FormatFixture.SNAPSHOTS).folder(), InstantSource.system())
                    .take(storage);
            chain.write(1);
        }
        tidy(folder);
    }

    private static void makeOlder(Path folder) throws RocksDBException {
        RocksDatabase database = DatabaseOpening.open(
                new StorageConfig.Rocks(folder, Durability.WAL, TestRocks.SMALL), FormatFixture.IDENTITY);
        BatchEncoder batch = new BatchEncoder();
        int family = database.id(Column.DEFAULT);
        batch.put(family, "earliest".getBytes(StandardCharsets.US_ASCII), MetaRows.read(database, MetaRow.FLOOR));
        batch.delete(family, MetaRow.FLOOR.key());
        batch.put(family, MetaRow.FORMAT.key(), FormatVersion.encode(Migration.OLDEST));
        database.write(batch);
        database.close(() -> {});
    }

    /// What RocksDB says to people is no part of the format.
    private static void tidy(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("LO")) {
                    Files.delete(file);
                }
            }
        }
    }
}
