package dev.cairn.storage;

import static dev.cairn.storage.StoredChain.bytes;
import static dev.cairn.storage.StoredChain.found;
import static dev.cairn.storage.StoredChain.key;
import static dev.cairn.storage.StoredChain.scan;
import static dev.cairn.storage.StoredChain.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every backend promises.
abstract class StorageContract {
    static final StorageIdentity IDENTITY =
            new StorageIdentity("cluster", new TreeMap<>(Map.of("blocks", "b1", "transactions", "t1")), 0);

    Storage storage;
    StoredChain chain;

    abstract Storage open();

    @BeforeEach
    void begin() {
        storage = open();
        chain = new StoredChain(storage);
    }

    @AfterEach
    void end() {
        storage.close();
    }

    @Test
    void aNewStorageHoldsNothing() {
        assertThat(storage.committed()).isEmpty();
        assertThat(storage.durable()).isEmpty();
        assertThat(storage.reader().get(5, key("a"))).isEqualTo(StateRead.ABSENT);
        assertThat(storage.reader().block(0)).isEmpty();
        assertThat(scan(storage.reader(), 5, ScanDirection.ASCENDING)).isEmpty();
    }

    @Test
    void everyHeightKeepsItsState() {
        threeBlocks();
        StorageReader reader = storage.reader();
        assertThat(reader.get(0, key("a"))).isEqualTo(found("a0"));
        assertThat(reader.get(1, key("a"))).isEqualTo(found("a1"));
        assertThat(reader.get(2, key("a"))).isEqualTo(StateRead.ABSENT);
        assertThat(reader.get(0, key("c"))).isEqualTo(StateRead.ABSENT);
        assertThat(reader.get(1, key("b"))).isEqualTo(found("b0"));
        assertThat(reader.get(99, key("c"))).isEqualTo(found(""));
        assertThat(reader.getAll(1, List.of(key("c"), key("a"), key("nothing"))))
                .containsExactly(found(""), found("a1"), StateRead.ABSENT);
        assertThat(reader.getAll(1, List.of(key("a"), key("nothing"), key("b")), 3))
                .containsExactly(found("a1"), StateRead.ABSENT);
        assertAllHeights();
    }

    @Test
    void thePositionIsWhatWasCommitted() {
        threeBlocks();
        CommittedPosition position = CommittedPosition.after(chain.block(2, 1));
        assertThat(storage.committed()).contains(position);
        assertThat(position.height()).isEqualTo(2);
        assertThat(storage.earliestHeight()).isZero();
        storage.flushMemtables();
        assertThat(storage.durable()).contains(position);
    }

    @Test
    void historyBeginsWithTheFirstBlock() {
        assertThat(storage.firstHeight()).isEmpty();
        chain.write(1000, Map.of("a", Optional.of("1")));
        assertThat(storage.earliestHeight()).isEqualTo(1000);
        assertThat(storage.firstHeight()).hasValue(1000);
        assertPruned(999, 1000);
        chain.write(1001, Map.of("a", Optional.of("2")));
        storage.raiseFloor(1001);
        assertThat(storage.firstHeight()).hasValue(1000);
    }

    @Test
    void whereHistoryBeganIsUnknownIfTheFirstWriteLeftSomethingOut() {
        AtomicWrite write = storage.beginWrite();
        write.block(chain.block(5, 0));
        write.raiseFloor(5);
        write.commit(CommittedPosition.after(chain.block(5, 0)));
        assertThat(storage.earliestHeight()).isEqualTo(5);
        assertThat(storage.firstHeight()).isEmpty();
    }

    @Test
    void blocksAreFoundByHeightAndByHash() {
        threeBlocks();
        StorageReader reader = storage.reader();
        assertThat(reader.block(1)).contains(chain.block(1, 2));
        assertThat(reader.block(StoredChain.hash("a", 1))).contains(chain.block(1, 2));
        assertThat(reader.block(3)).isEmpty();
        assertThat(reader.block(new BlockHash(Bytes.wrap(bytes("other"))))).isEmpty();
        assertThat(reader.changedKeys(1)).contains(List.of(key("a"), key("c")));
        assertThat(reader.changedKeys(3)).isEmpty();
    }

    @Test
    void theHistoryOfAKeyIsNewestFirst() {
        threeBlocks();
        StorageReader reader = storage.reader();
        StateVersion first = version(0, "a0");
        StateVersion second = version(1, "a1");
        StateVersion deleted = new StateVersion(2, Optional.empty());
        assertThat(reader.versions(key("a"), 0, 9, 9)).containsExactly(deleted, second, first);
        assertThat(reader.versions(key("a"), 0, 1, 9)).containsExactly(second, first);
        assertThat(reader.versions(key("a"), 1, 2, 1)).containsExactly(deleted);
        assertThat(reader.versions(key("a"), 2, 1, 9)).isEmpty();
        assertThat(reader.versions(key("a"), 0, 9, 9, 3)).containsExactly(deleted, second, first);
        assertThat(reader.versions(key("a"), 0, 1, 9, 2)).containsExactly(second, first);
        assertThat(reader.versions(key("a"), 0, 9, 9, 0)).containsExactly(deleted, second);
        assertThat(reader.versions(key("none"), 0, 9, 9)).isEmpty();
    }

    @Test
    void aKeyThatIsAPrefixOfAnotherHasItsOwnHistory() {
        chain.write(0, Map.of("k", Optional.of("1"), "k\0", Optional.of("2"), "kk", Optional.of("3")));
        assertThat(storage.reader().versions(key("k"), 0, 0, 9)).containsExactly(version(0, "1"));
        assertThat(storage.reader().versions(key("k\0"), 0, 0, 9)).containsExactly(version(0, "2"));
    }

    @Test
    void scansKeepToTheirRangeAndOrder() {
        chain.write(0, Map.of("a", v("1"), "ab", v("2"), "abc", v("3"), "b", v("4"), "c", v("5")));
        chain.write(1, Map.of("ab", Optional.empty(), "abd", v("6")));
        assertThat(keys(1, KeyRange.prefix(Bytes.wrap(bytes("ab"))), ScanDirection.ASCENDING))
                .containsExactly("abc", "abd");
        assertThat(keys(0, KeyRange.prefix(Bytes.wrap(bytes("ab"))), ScanDirection.DESCENDING))
                .containsExactly("abc", "ab");
        assertThat(keys(1, between("a", "b"), ScanDirection.DESCENDING)).containsExactly("abd", "abc", "a");
        assertThat(keys(1, between("aa", "c"), ScanDirection.ASCENDING)).containsExactly("abc", "abd", "b");
        assertThat(keys(1, between("c", "a"), ScanDirection.ASCENDING)).isEmpty();
        assertThat(keys(1, KeyRange.prefix(Bytes.ofHex("ff")), ScanDirection.ASCENDING))
                .isEmpty();
    }

    @Test
    void aCursorGoesOnFromAnyKeyButNeverLeavesItsRange() {
        chain.write(0, Map.of("a", v("1"), "b", v("2"), "c", v("3"), "d", v("4"), "e", v("5")));
        try (StateCursor cursor = storage.reader().cursor(0, between("b", "e"), ScanDirection.ASCENDING)) {
            assertThat(afterSeek(cursor, "c")).containsExactly("c", "d");
            assertThat(afterSeek(cursor, "bb")).containsExactly("c", "d");
            assertThat(afterSeek(cursor, "a")).containsExactly("b", "c", "d");
            assertThat(afterSeek(cursor, "x")).isEmpty();
            assertThat(cursor.next()).isFalse();
        }
        try (StateCursor cursor = storage.reader().cursor(0, between("b", "e"), ScanDirection.DESCENDING)) {
            assertThat(afterSeek(cursor, "cc")).containsExactly("c", "b");
            assertThat(afterSeek(cursor, "c")).containsExactly("c", "b");
            assertThat(afterSeek(cursor, "x")).containsExactly("d", "c", "b");
            assertThat(afterSeek(cursor, "a")).isEmpty();
        }
        try (StateCursor cursor = storage.reader().cursor(0, between("e", "b"), ScanDirection.DESCENDING)) {
            assertThat(afterSeek(cursor, "c")).isEmpty();
        }
    }

    @Test
    void aCursorSeesWhatWasThereWhenItWasOpened() {
        threeBlocks();
        try (StateCursor cursor = storage.reader().cursor(0, KeyRange.all(), ScanDirection.ASCENDING)) {
            storage.raiseFloor(2);
            storage.compact();
            assertThat(rest(cursor)).containsExactly("a", "b");
        }
    }

    @Test
    void largeKeysAndValuesComeBackWhole() {
        byte[] longKey = new byte[StateKey.MAX_LENGTH];
        byte[] longValue = new byte[3 << 20];
        new Random(1).nextBytes(longKey);
        new Random(2).nextBytes(longValue);
        AtomicWrite write = storage.beginWrite();
        write.put(0, longKey, 0, longKey.length, longValue, 0, longValue.length);
        write.put(0, longKey, 1, 100, longValue, 7, 9000);
        write.commit(CommittedPosition.after(chain.block(0, 2)));
        StateKey whole = new StateKey(Bytes.wrap(longKey));
        StateKey part = new StateKey(Bytes.slice(longKey, 1, 100));
        assertThat(storage.reader().getAll(0, List.of(whole, part)))
                .containsExactly(
                        new StateRead.Found(new StateValue(Bytes.wrap(longValue))),
                        new StateRead.Found(new StateValue(Bytes.slice(longValue, 7, 9000))));
        try (StateCursor cursor = storage.reader().cursor(0, KeyRange.all(), ScanDirection.ASCENDING)) {
            List<Bytes> values = new ArrayList<>();
            while (cursor.next()) {
                values.add(cursor.value().bytes());
            }
            assertThat(values).containsExactlyInAnyOrder(Bytes.wrap(longValue), Bytes.slice(longValue, 7, 9000));
        }
    }

    @Test
    void whatIsPrunedSaysSoAndTheRestStays() {
        for (int height = 0; height < 50; height++) {
            chain.write(height, changes(height));
        }
        storage.raiseFloor(30);
        assertThat(storage.earliestHeight()).isEqualTo(30);
        assertPruned(29, 30);
        assertThat(storage.reader().block(StoredChain.hash("a", 29))).isEmpty();
        assertAllHeights();
        storage.compact();
        assertAllHeights();
        storage.raiseFloor(10);
        assertThat(storage.earliestHeight()).isEqualTo(30);
        assertThat(storage.reader().versions(key("key7"), 30, 49, 99))
                .extracting(StateVersion::height)
                .allMatch(height -> height >= 30);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.raiseFloor(50))
                .withMessageContaining("49");
    }

    @ParameterizedTest
    @EnumSource
    void atAnyPaceTheSameCanBeRead(Pace pace) {
        for (int height = 0; height < 50; height++) {
            storage.pace(height < 25 ? pace : Pace.FOLLOWING);
            chain.write(height, changes(height));
        }
        assertAllHeights();
        storage.compact();
        assertAllHeights();
    }

    @Test
    void theHighestHeightsArePrunedAndRewoundAsAnyOther() {
        long newest = BlockHeight.MAX_VALUE;
        for (long height = newest - 9; height <= newest; height++) {
            chain.write(height, Map.of("a", v("" + height)));
        }
        storage.raiseFloor(newest - 4);
        assertThat(storage.reader().block(newest - 4)).isPresent();
        assertThat(storage.reader().changedKeys(newest)).isPresent();
        assertAllHeights();
        storage.rewind(newest - 2);
        chain.forgetAbove(newest - 2);
        chain.branch("b");
        chain.write(newest - 1, Map.of("b", v("b")));
        chain.write(newest, Map.of("a", v("b")));
        storage.compact();
        assertAllHeights();
    }

    @Test
    void theFloorMayRiseWithTheDataThatMakesItPossible() {
        chain.write(0, Map.of("a", v("0")));
        AtomicWrite write = storage.beginWrite();
        StoredChain.put(write, 9, "a", v("9"));
        write.block(chain.block(9, 1));
        write.changedKeys(9, StoredChain.keys(List.of("a")));
        write.raiseFloor(8);
        write.commit(CommittedPosition.after(chain.block(9, 1)));
        assertPruned(7, 8);
        assertThat(storage.reader().get(8, key("a"))).isEqualTo(found("0"));
        assertThat(storage.reader().get(9, key("a"))).isEqualTo(found("9"));
        AtomicWrite tooHigh = storage.beginWrite();
        tooHigh.raiseFloor(11);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tooHigh.commit(CommittedPosition.after(chain.block(10, 0))))
                .withMessageContaining("11");
    }

    @Test
    void afterARewindTheNewBranchGoesOnAndNothingOfTheOldOneShowsThrough() {
        for (int height = 0; height < 20; height++) {
            chain.write(height, changes(height));
        }
        RewindReport report = storage.rewind(11);
        assertThat(report.fromHeight()).isEqualTo(19);
        assertThat(report.toHeight()).isEqualTo(11);
        assertThat(report.blocksDropped()).isEqualTo(8);
        assertThat(report.keysRestored()).isPositive();
        chain.forgetAbove(11);
        assertThat(storage.committed()).contains(CommittedPosition.after(chain.block(11, 3)));
        assertThat(storage.reader().block(12)).isEmpty();
        assertThat(storage.reader().block(StoredChain.hash("a", 12))).isEmpty();
        assertThat(storage.reader().changedKeys(12)).isEmpty();
        assertAllHeights();
        chain.branch("b");
        for (int height = 12; height < 30; height++) {
            chain.write(height, changes(100 + height));
            assertThat(storage.reader().get(height, key("key" + height % 10)))
                    .isEqualTo(found("value" + (100 + height)));
        }
        assertAllHeights();
        assertThat(storage.reader().versions(key("key3"), 0, 99, 99))
                .extracting(StateVersion::height)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((left, right) -> Long.compare(right, left));
        assertThat(storage.rewind(29)).isEqualTo(new RewindReport(29, 29, 0, 0));
    }

    @Test
    void onlyAStoredHeightCanBeRewoundTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.rewind(0))
                .withMessageContaining("nothing is stored");
        chain.write(5, Map.of("a", v("5")));
        chain.write(7, Map.of("a", v("7")));
        assertThatIllegalArgumentException().isThrownBy(() -> storage.rewind(4)).withMessageContaining("from 5 to 7");
        assertThatIllegalArgumentException().isThrownBy(() -> storage.rewind(8)).withMessageContaining("from 5 to 7");
        assertThatIllegalArgumentException().isThrownBy(() -> storage.rewind(6)).withMessageContaining("there is none");
    }

    @Test
    void badInputIsRefusedAndNothingOfItWritten() {
        threeBlocks();
        AtomicWrite write = storage.beginWrite();
        byte[] tooLong = new byte[StateKey.MAX_LENGTH + 1];
        byte[] tooLarge = new byte[StateValue.MAX_LENGTH + 1];
        refused(() -> write.put(3, tooLong, 0, 0, tooLong, 0, 1), "a key of 1 to 65536 bytes");
        refused(() -> write.delete(3, tooLong, 0, tooLong.length), "hash longer keys");
        refused(() -> write.put(3, tooLong, 0, 1, tooLarge, 0, tooLarge.length), "split it");
        refused(() -> write.put(2, tooLong, 0, 1, tooLong, 0, 1), "a height above 2");
        refused(() -> write.delete(1, tooLong, 0, 1), "rewind first");
        refused(() -> write.block(chain.block(2, 0)), "a height above 2");
        refused(() -> write.changedKeys(2, StoredChain.keys(List.of())), "a height above 2");
        refused(() -> write.changedKeys(3, StoredChain.keys(List.of(""))), "a key of 1 to");
        refused(() -> write.commit(CommittedPosition.after(chain.block(2, 0))), "positions never go backwards");
        byte[] array = bytes("array");
        outside(() -> write.put(3, array, 3, 3, array, 0, 1));
        outside(() -> write.put(3, array, 0, 1, array, 5, 1));
        outside(() -> write.delete(3, array, 6, 1));
        StoredChain.put(write, 4, "x", v("y"));
        refused(() -> write.commit(CommittedPosition.after(chain.block(3, 0))), "up to height 4");
        assertThat(storage.committed().orElseThrow().height()).isEqualTo(2);
        assertThat(storage.reader().get(9, key("x"))).isEqualTo(StateRead.ABSENT);
        write.commit(CommittedPosition.after(chain.block(4, 0)));
        assertThat(storage.reader().get(4, key("x"))).isEqualTo(found("y"));
    }

    @Test
    void aWriteIsCommittedOnceAndOnlyTheLastOneBegun() {
        AtomicWrite first = storage.beginWrite();
        AtomicWrite second = storage.beginWrite();
        CommittedPosition position = CommittedPosition.after(chain.block(0, 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> first.commit(position))
                .withMessageContaining("begun last");
        second.block(chain.block(0, 0));
        second.commit(position);
        assertThatIllegalStateException()
                .isThrownBy(() -> second.commit(position))
                .withMessageContaining("begin another write");
        AtomicWrite third = storage.beginWrite();
        storage.rewind(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> third.commit(CommittedPosition.after(chain.block(1, 0))))
                .withMessageContaining("begin again");
        AtomicWrite fourth = storage.beginWrite();
        assertThatIllegalArgumentException().isThrownBy(() -> storage.rewind(8));
        assertThatIllegalStateException()
                .isThrownBy(() -> fourth.commit(CommittedPosition.after(chain.block(1, 0))))
                .withMessageContaining("begin again");
        RewindWrite back = storage.beginRewind(0, UnaryOperator.identity());
        var _ = storage.beginWrite();
        assertThatIllegalStateException().isThrownBy(back::commit).withMessageContaining("begin again");
    }

    @Test
    void aKeyIsLookedUpAmongManyThatAreDeleted() {
        List<String> deleted = IntStream.range(100, 400).mapToObj(i -> "k" + i).toList();
        chain.write(0, Map.of("a", v("0"), "z", v("0")));
        chain.write(1, deleted.stream().collect(Collectors.toMap(key -> key, _ -> v("1"))));
        chain.write(2, deleted.stream().collect(Collectors.toMap(key -> key, _ -> Optional.<String>empty())));
        try (StateCursor then = storage.reader().cursor(1, KeyRange.all());
                StateCursor now = storage.reader().cursor(2, KeyRange.all())) {
            for (String key : List.of("k399", "k100", "k250")) {
                assertThat(isFound(then, key)).isTrue();
                assertThat(isFound(now, key)).isFalse();
            }
            assertThat(isFound(now, "z")).isTrue();
            assertThat(isFound(now, "a")).isTrue();
            assertThat(isFound(now, "zz")).isFalse();
        }
    }

    private static boolean isFound(StateCursor cursor, String key) {
        cursor.seek(bytes(key), 0, bytes(key).length);
        return cursor.next() && cursor.key().equals(key(key));
    }

    @Test
    void aClosedStorageSaysSo() {
        threeBlocks();
        StorageReader reader = storage.reader();
        StateCursor cursor = reader.cursor(1, KeyRange.all(), ScanDirection.ASCENDING);
        assertThat(cursor.next()).isTrue();
        AtomicWrite write = storage.beginWrite();
        storage.close();
        assertThatNoException().isThrownBy(storage::close);
        closed(() -> reader.get(1, key("a")));
        closed(() -> reader.getAll(1, List.of(key("a"))));
        closed(() -> reader.cursor(1, KeyRange.all(), ScanDirection.ASCENDING));
        closed(() -> reader.block(1));
        closed(() -> cursor.seek(bytes("a"), 0, 1));
        closed(() -> write.commit(CommittedPosition.after(chain.block(3, 0))));
        closed(() -> storage.beginWrite().commit(CommittedPosition.after(chain.block(3, 0))));
        closed(storage::flushMemtables);
        closed(storage::compact);
        closed(storage::stats);
        AtomicWrite late = storage.beginWrite();
        closed(() -> late.commit(CommittedPosition.after(chain.block(3, 0))));
        closed(() -> storage.raiseFloor(2));
        closed(() -> storage.rewind(1));
        assertThatNoException().isThrownBy(cursor::close);
    }

    @Test
    void versionsAreCounted() {
        threeBlocks();
        assertThat(storage.stats().contents().estimatedKeys()).isPositive();
        assertThat(storage.stats().reads().hitRate()).isBetween(0.0, 1.0);
    }

    void threeBlocks() {
        chain.write(0, Map.of("a", v("a0"), "b", v("b0")));
        chain.write(Map.of(
                1L, Map.of("a", v("a1"), "c", v("")),
                2L, Map.of("a", Optional.empty())));
    }

    static Map<String, Optional<String>> changes(int height) {
        return Map.of(
                "key" + height % 10, v("value" + height),
                "own" + height, v("x".repeat(height)),
                "own" + (height - 5), Optional.empty());
    }

    void assertAllHeights() {
        StorageReader reader = storage.reader();
        for (long height = storage.earliestHeight();
                height <= storage.committed().orElseThrow().height();
                height++) {
            assertThat(scan(reader, height, ScanDirection.ASCENDING)).isEqualTo(chain.stateAt(height));
            assertThat(scan(reader, height, ScanDirection.DESCENDING)).isEqualTo(chain.stateAt(height));
            for (Map.Entry<String, String> entry : chain.stateAt(height).entrySet()) {
                assertThat(reader.get(height, key(entry.getKey()))).isEqualTo(found(entry.getValue()));
            }
        }
    }

    private void assertPruned(long height, long earliest) {
        StorageReader reader = storage.reader();
        pruned(() -> reader.get(height, key("a")), earliest);
        pruned(() -> reader.getAll(height, List.of(key("a"))), earliest);
        pruned(() -> reader.cursor(height, KeyRange.all(), ScanDirection.ASCENDING), earliest);
        pruned(() -> reader.cursor(height, between("b", "a"), ScanDirection.ASCENDING), earliest);
        pruned(() -> reader.versions(key("a"), height, height + 1, 9), earliest);
        pruned(() -> reader.block(height), earliest);
        pruned(() -> reader.changedKeys(height), earliest);
    }

    private static void pruned(Runnable read, long earliest) {
        assertThatExceptionOfType(HeightPrunedException.class)
                .isThrownBy(read::run)
                .withMessageContaining("the earliest height kept is " + earliest)
                .satisfies(pruned -> assertThat(pruned.earliestHeight()).isEqualTo(earliest));
    }

    private static void outside(Runnable write) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(write::run);
    }

    private static void refused(Runnable write, String words) {
        assertThatIllegalArgumentException().isThrownBy(write::run).withMessageContaining(words);
    }

    private static void closed(Runnable call) {
        assertThatExceptionOfType(StorageFault.Closed.class).isThrownBy(call::run);
    }

    private List<String> keys(long height, KeyRange range, ScanDirection order) {
        try (StateCursor cursor = storage.reader().cursor(height, range, order)) {
            return rest(cursor);
        }
    }

    private static List<String> afterSeek(StateCursor cursor, String key) {
        cursor.seek(bytes(key), 0, bytes(key).length);
        return rest(cursor);
    }

    private static List<String> rest(StateCursor cursor) {
        List<String> keys = new ArrayList<>();
        while (cursor.next()) {
            keys.add(text(cursor.key().bytes()));
        }
        return keys;
    }

    static KeyRange between(String from, String toExclusive) {
        return KeyRange.between(Bytes.wrap(bytes(from)), Bytes.wrap(bytes(toExclusive)));
    }

    static StateVersion version(long height, String value) {
        return new StateVersion(height, Optional.of(new StateValue(Bytes.wrap(bytes(value)))));
    }

    static Optional<String> v(String value) {
        return Optional.of(value);
    }
}
