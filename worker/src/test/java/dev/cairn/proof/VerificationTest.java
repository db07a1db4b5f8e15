package dev.cairn.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.fixtures.FlushedChain;
import dev.cairn.flush.BlockDigest;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.storage.AtomicWrite;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.KeyList;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.StoredFile;
import dev.cairn.storage.TestRocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final byte[] KEY = "key1".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private Path database;

    @BeforeEach
    void name() {
        database = directory.resolve("db");
    }

    @Test
    void whatWasWrittenIsWholeAlsoAfterRewindsPruningAndCompaction() {
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            FlushedChain chain = new FlushedChain(storage, 7, new Random(1));
            for (int round = 0; round < 10; round++) {
                chain.grow(5);
            }
            chain.rewind(30).grow(4).rewind(32).grow(9);
        }
        assertThat(verified().fromTheBeginning()).isTrue();
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            storage.raiseFloor(25);
            storage.compact();
        }
        Verification pruned = verified();
        assertThat(pruned.fromTheBeginning()).isFalse();
        assertThat(pruned.blockCount()).isEqualTo(41 - 25 + 1);
        assertThat(pruned.changeCount()).isPositive();
        assertThat(pruned.tableCount()).isPositive();
    }

    @Test
    void eachStepTellsHowFarItIs() {
        grown();
        try (StoredDatabase stored = stored()) {
            Verification verification = new Verification(stored, database);
            AtomicLong done = new AtomicLong();
            verification.checkTables(done::set);
            assertThat(done).hasValue(verification.tableBytes());
            verification.checkBlocks(done::set);
            assertThat(done).hasValue(verification.blockCount());
            verification.checkDigests(done::set);
            verification.checkVersions(done::set);
            assertThat(done).hasValue(verification.changeCount());
        }
    }

    @Test
    void aValueThatIsNotTheOneOfTheDigestIsFound() {
        grown();
        next(KEY, "other".getBytes(StandardCharsets.UTF_8));
        assertWrong("Block 6: expected the state to come to the digest");
    }

    @Test
    void aVersionThatNoBlockNamesIsFound() {
        grown();
        // The digest speaks of no change, and there is one.
        write((write, before) -> {
            BlockRecord block = nextBlock(before, 0);
            write.put(6, KEY, 0, KEY.length, KEY, 0, KEY.length);
            write.block(block);
            write.changedKeys(6, keys());
            return block;
        });
        assertWrong("they are not the");
    }

    @Test
    void aRecordThatDoesNotFollowItsParentIsFound() {
        grown();
        write((write, before) -> {
            BlockRecord block = nextBlock(before, 0);
            BlockRecord orphan = new BlockRecord(
                    new BlockFacts(
                            block.ref(),
                            Optional.of(block.ref().hash()),
                            0,
                            block.facts().resumeAfter()),
                    block.chainTimeMs(),
                    block.digest(),
                    0);
            write.block(orphan);
            write.changedKeys(6, keys());
            return orphan;
        });
        assertWrong("Block 6: expected the parent");
    }

    @Test
    void aRecordThatIsMissingIsFound() {
        grown();
        write((_, before) -> nextBlock(before, 0));
        assertWrong("expected the newest block record to be that of height 6, but it is that of height 5");
    }

    @Test
    void aListOfChangedKeysThatIsShorterThanTheRecordSaysIsFound() {
        grown();
        write((write, before) -> {
            BlockRecord block = nextBlock(before, 2);
            write.block(block);
            write.changedKeys(6, keys(KEY));
            return block;
        });
        assertWrong("Block 6: expected 2 changed keys, but found 1");
    }

    @Test
    void aTableThatIsNotAsItWasWrittenIsNamed() throws IOException {
        grown();
        StoredFile table;
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            storage.flushMemtables();
        }
        try (StoredDatabase stored = stored()) {
            table = stored.files().stream()
                    .filter(file -> file.family().equals("state"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(table.path());
        bytes[10] ^= 1;
        Files.write(table.path(), bytes);
        assertWrong(table.name());
    }

    private void grown() {
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            new FlushedChain(storage, 0, new Random(2)).grow(3).grow(3);
        }
    }

    private void next(byte[] key, byte[] value) {
        write((write, before) -> {
            BlockRecord block = nextBlock(before, 1);
            write.put(6, key, 0, key.length, value, 0, value.length);
            write.block(block);
            write.changedKeys(6, keys(key));
            return block;
        });
    }

    private interface Filling {
        BlockRecord fill(AtomicWrite write, BlockRecord before);
    }

    private void write(Filling filling) {
        BlockRecord newest;
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            newest = storage.reader().block(5).orElseThrow();
        }
        try (Storage storage = TestRocks.open(database, Durability.WAL)) {
            AtomicWrite write = storage.beginWrite();
            write.commit(CommittedPosition.after(filling.fill(write, newest)));
        }
    }

    /// With the digest of a block that changes nothing.
    private static BlockRecord nextBlock(BlockRecord before, int changeCount) {
        BlockRef ref = new BlockRef(new BlockHeight(6), new BlockHash(Bytes.ofHex("66")));
        BlockDigest digest = new BlockDigest();
        digest.begin(0);
        return new BlockRecord(
                new BlockFacts(
                        ref, Optional.of(before.ref().hash()), 0, before.facts().resumeAfter()),
                before.chainTimeMs(),
                digest.chained(before.digest(), 6, ref.hash(), digest.end()),
                changeCount);
    }

    private static KeyList keys(byte[]... keys) {
        return new KeyList() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public byte[] array(int index) {
                return keys[index];
            }

            @Override
            public int offset(int index) {
                return 0;
            }

            @Override
            public int length(int index) {
                return keys[index].length;
            }
        };
    }

    private StoredDatabase stored() {
        return StoredDatabase.open(new StorageConfig.Rocks(database, Durability.WAL, TestRocks.SMALL));
    }

    private Verification verified() {
        try (StoredDatabase stored = stored()) {
            Verification verification = new Verification(stored, database);
            verification.checkTables(_ -> {});
            verification.checkBlocks(_ -> {});
            verification.checkDigests(_ -> {});
            verification.checkVersions(_ -> {});
            return verification;
        }
    }

    private void assertWrong(String what) {
        assertThatExceptionOfType(NotWholeException.class)
                .isThrownBy(this::verified)
                .withMessageContaining(what)
                .withMessageContaining("cairn repair")
                .withMessageNotContaining("Exception");
    }
}
