package dev.cairn.storage;

import static dev.cairn.storage.StoredChain.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.model.ScanDirection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class RocksFaultsTest {
    @TempDir
    Path directory;

    @Test
    void aDamagedFileIsCorruptAndNotAbsent() throws IOException {
        Path path = filled();
        overwriteMiddle(newest(path, ".sst"));
        StorageFault fault = catchThrowableOfType(StorageFault.class, () -> readAll(path));
        assertThat(fault).isInstanceOf(StorageFault.Corrupt.class);
        assertThat(fault.whatToDo()).contains("restore the newest good snapshot");
    }

    @Test
    void aMissingFileIsCorrupt() throws IOException {
        Path path = filled();
        Files.delete(newest(path, ".sst"));
        assertThatExceptionOfType(StorageFault.Corrupt.class).isThrownBy(() -> readAll(path));
    }

    @Test
    void aDamagedManifestIsCorrupt() throws IOException {
        Path path = filled();
        overwriteMiddle(newest(path, "MANIFEST"));
        assertThatExceptionOfType(StorageFault.Corrupt.class).isThrownBy(() -> readAll(path));
    }

    @ParameterizedTest
    @CsvSource({
        "Corruption, None, bad block, Corrupt",
        "IOError, None, read error, Retryable",
        "IOError, NoSpace, write, DiskFull",
        "IOError, None, No space left on device, DiskFull",
        "IOError, None, No such file or directory, Corrupt",
        "Busy, None, busy, Retryable",
        "TryAgain, None, again, Retryable",
        "ShutdownInProgress, None, shutting down, Closed",
        "IOError, None, While lock file: /data/LOCK, Retryable",
        "NotSupported, None, what, IllegalStateException",
        "InvalidArgument, None, what, IllegalStateException"
    })
    void eachStatusSaysWhatCanBeDone(Status.Code code, Status.SubCode subCode, String text, String fault) {
        RuntimeException mapped = Faults.of("writing", new RocksDBException(text, new Status(code, subCode, text)));
        assertThat(mapped.getClass().getSimpleName()).isEqualTo(fault);
        assertThat(mapped).hasMessageStartingWith("writing failed: " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "Corruption: bad block, Corrupt",
        "IO error: No space left on device: While appending to file, DiskFull",
        "IO error: While fsync: /data/MANIFEST-000004: Input/output error, Retryable",
        "Shutdown in progress: what, Closed",
        "Invalid argument: what, IllegalStateException",
        "Something new: what, Retryable"
    })
    void anErrorOfTheCInterfaceIsMappedByItsText(String text, String fault) {
        RuntimeException mapped = Faults.of("raising the horizon", StatusText.exception(text));
        assertThat(mapped.getClass().getSimpleName()).isEqualTo(fault);
        assertThat(mapped).hasMessageStartingWith("raising the horizon failed: " + text);
    }

    @Test
    void onlyALockIsTakenForALock() {
        String text = "While open a file for random read: /blocks/000007.sst: Too many open files";
        Status status = new Status(Status.Code.IOError, Status.SubCode.None, text);
        assertThat(Faults.ofOpening("opening", new RocksDBException(text, status)))
                .isInstanceOf(StorageFault.Retryable.class)
                .hasMessageNotContaining("Another process");
    }

    @Test
    void settingsThatDoNotFitAreRefusedAndTheDatabaseIsNotCalledCorrupt() throws RocksDBException {
        Path path = directory.resolve("db");
        RocksDB.loadLibrary();
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB db = RocksDB.open(options, path.toString())) {
            for (Column column : List.of(Column.STATE, Column.BLOCKS, Column.CHANGES)) {
                db.createColumnFamily(new ColumnFamilyDescriptor(column.nameBytes()))
                        .close();
            }
        }
        assertThatExceptionOfType(StorageRefusedException.class)
                .isThrownBy(() -> TestRocks.open(path))
                .withMessageContainingAll("user-defined timestamps", "left as they are");
    }

    @Test
    void aLogThatLostTheFloorIsCorrupt() throws IOException {
        Path crashed = directory.resolve("crashed");
        try (Storage storage = TestRocks.quiet(directory.resolve("db"), Durability.WAL)) {
            StoredChain chain = new StoredChain(storage);
            for (int height = 0; height < 20; height++) {
                chain.write(height, Map.of("key", Optional.of("value" + height)));
            }
            storage.raiseFloor(10);
            DatabaseImage.of(directory.resolve("db")).layOut(crashed);
        }
        Path log = newest(crashed, ".log");
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, new LogRecords(bytes).recordEnds().get(15)));
        assertThatExceptionOfType(StorageFault.Corrupt.class)
                .isThrownBy(() -> TestRocks.open(crashed))
                .withMessageContaining("older than what was pruned");
    }

    @Test
    void aCommitStandsThoughWhatLiesBelowItsFloorCannotBeDropped() throws RocksDBException {
        try (RocksStorage storage = (RocksStorage) TestRocks.open(directory.resolve("db"))) {
            StoredChain chain = new StoredChain(storage);
            chain.write(0, Map.of("key", Optional.of("value0")));
            RocksDatabase database = storage.database();
            database.db().put(database.family(Column.BLOCKS), BlockRows.key(0), new byte[] {1});
            AtomicWrite write = storage.beginWrite();
            StoredChain.put(write, 1, "key", Optional.of("value1"));
            write.block(chain.block(1, 1));
            write.raiseFloor(1);
            write.commit(CommittedPosition.after(chain.block(1, 1)));
            assertThat(storage.committed().orElseThrow().height()).isEqualTo(1);
            assertThat(storage.earliestHeight()).isEqualTo(1);
            assertThat(storage.reader().get(1, key("key"))).isEqualTo(StoredChain.found("value1"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> write.commit(CommittedPosition.after(chain.block(1, 1))))
                    .withMessageContaining("begin another write");
        }
    }

    @Test
    void aBackupThatWasUnpackedOneFolderTooDeepIsNotPassedOver() throws IOException {
        Path path = filled();
        Path outer = Files.createDirectory(path.resolveSibling("outer"));
        Files.move(path, outer.resolve("00000000000000000007-ab"));
        assertThatExceptionOfType(StorageRefusedException.class)
                .isThrownBy(() -> TestRocks.open(outer))
                .withMessageContaining("00000000000000000007-ab does")
                .withMessageContaining("one folder up");
    }

    @Test
    void dataWithoutTheFileThatNamesItIsCorruptAndLeftAlone() throws IOException {
        Path path = filled();
        Path table = newest(path, ".sst");
        Files.delete(path.resolve("CURRENT"));
        assertThatExceptionOfType(StorageFault.Corrupt.class)
                .isThrownBy(() -> TestRocks.open(path))
                .withMessageContaining("the file CURRENT");
        assertThat(table).exists();
    }

    @Test
    void anErrorWithoutStatusMayPass() {
        assertThat(Faults.of("writing", new RocksDBException("what"))).isInstanceOf(StorageFault.Retryable.class);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"WAL", "KAFKA"})
    void aFullDiskStopsWritingAndWhenThereIsSpaceItGoesOn(Durability durability) throws Exception {
        Path mount = Files.createDirectory(directory.resolve("small"));
        assumeMounted(mount);
        try {
            Path ballast = mount.resolve("ballast");
            Files.write(ballast, new byte[8 << 20]);
            try (Storage storage = TestRocks.open(mount.resolve("db"), durability)) {
                StoredChain chain = new StoredChain(storage);
                StorageFault fault = fillUp(storage, chain);
                assertThat(fault).isInstanceOf(StorageFault.DiskFull.class);
                assertThat(fault.whatToDo()).contains("Free space");
                if (durability == Durability.KAFKA) {
                    // With a log it is the log that finds the disk full, in the foreground.
                    assertThat(storage.stats().events().backgroundErrors()).isPositive();
                }
                long tip = storage.committed().orElseThrow().height();
                assertThat(storage.reader().get(tip, key("k" + tip))).isNotEqualTo(StateRead.ABSENT);
                Files.delete(ballast);
                goesOn(chain, tip + 1);
                storage.flushMemtables();
                assertThat(storage.reader().get(tip + 1, key("after"))).isEqualTo(StoredChain.found("full"));
                assertThat(storage.reader().get(tip, key("k0"))).isNotEqualTo(StateRead.ABSENT);
            }
            try (Storage again = TestRocks.open(mount.resolve("db"), durability)) {
                long tip = again.committed().orElseThrow().height();
                assertThat(again.reader().get(tip, key("after"))).isEqualTo(StoredChain.found("full"));
            }
        } finally {
            run("umount", mount.toString());
        }
    }

    /// RocksDB would take no write any more, however much space there is by then.
    @Tag("slow")
    @Test
    void memtablesAreNotChangedOnAFullDiskSoThatWritingGoesOnWhenThereIsSpace() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("small"));
        assumeMounted(mount);
        try (Storage storage = TestRocks.open(mount.resolve("db"))) {
            StoredChain chain = new StoredChain(storage);
            chain.write(0, Map.of("k0", Optional.of("value")));
            chain.write(1, Map.of("k1", Optional.of("value")));
            Path ballast = fill(mount);
            for (Runnable chore :
                    List.<Runnable>of(storage::flushMemtables, storage::compact, () -> storage.raiseFloor(1))) {
                assertThatExceptionOfType(StorageFault.DiskFull.class)
                        .isThrownBy(chore::run)
                        .withMessageContaining("was not begun");
            }
            Files.delete(ballast);
            goesOn(chain, 2);
            storage.flushMemtables();
            storage.raiseFloor(1);
            assertThat(storage.earliestHeight()).isEqualTo(1);
            assertThat(storage.reader().get(2, key("after"))).isEqualTo(StoredChain.found("full"));
        } finally {
            run("umount", mount.toString());
        }
    }

    /// To the last byte.
    private static Path fill(Path mount) throws IOException {
        Path ballast = mount.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException _) {
            return ballast;
        }
    }

    private static void assumeMounted(Path mount) throws InterruptedException {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mount.toString());
        assertThat(mounted || !"true".equals(System.getenv("CI")))
                .as("a small file system can be mounted, which takes root and CAP_SYS_ADMIN; with CI=true no test is"
                        + " skipped")
                .isTrue();
        assumeTrue(mounted, "needs root and CAP_SYS_ADMIN to mount a small file system");
    }

    private static StorageFault fillUp(Storage storage, StoredChain chain) {
        Random random = new Random(1);
        for (int height = 0; ; height++) {
            byte[] noise = new byte[100_000];
            random.nextBytes(noise);
            String value = new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1);
            try {
                chain.write(height, Map.of("k" + height, Optional.of(value)));
                if (height % 8 == 7) {
                    storage.flushMemtables();
                }
            } catch (StorageFault e) {
                return e;
            }
        }
    }

    private static void goesOn(StoredChain chain, long height) {
        for (long end = System.nanoTime() + Duration.ofSeconds(60).toNanos(); ; ) {
            try {
                chain.write(height, Map.of("after", Optional.of("full")));
                return;
            } catch (StorageFault e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private Path filled() {
        Path path = directory.resolve("db");
        try (Storage storage = TestRocks.open(path)) {
            StoredChain chain = new StoredChain(storage);
            for (int height = 0; height < 200; height++) {
                chain.write(height, Map.of("key" + height, Optional.of("value".repeat(20) + height)));
            }
            storage.compact();
        }
        return path;
    }

    private static void readAll(Path path) {
        try (Storage storage = TestRocks.open(path)) {
            long tip = storage.committed().orElseThrow().height();
            for (long height = 0; height <= tip; height++) {
                assertThat(storage.reader().get(tip, key("key" + height))).isNotEqualTo(StateRead.ABSENT);
                assertThat(storage.reader().block(height)).isPresent();
                assertThat(storage.reader().changedKeys(height)).isPresent();
            }
            StoredChain.scan(storage.reader(), tip, ScanDirection.ASCENDING);
        }
    }

    private static Path newest(Path path, String part) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .max(java.util.Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    private static void overwriteMiddle(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 4, bytes.length / 2, (byte) 0x5a);
        Files.write(file, bytes);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
