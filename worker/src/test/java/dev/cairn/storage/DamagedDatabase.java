package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.ScanDirection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Opens a database that may be damaged, reads everything in it and compares it with what was written.
final class DamagedDatabase {
    static final long NOTHING = -1;

    private final StoredChain chain;
    private final NavigableMap<Long, CommittedPosition> rounds;

    /// @param rounds  the positions that were ever committed, by height
    DamagedDatabase(StoredChain chain, NavigableMap<Long, CommittedPosition> rounds) {
        this.chain = chain;
        this.rounds = rounds;
    }

    /// How far a database is that turned out to be a whole round in all its parts; empty if it is refused for what
    /// it is. Anything else fails.
    OptionalLong heightOrCorrupt(Supplier<Storage> opening) {
        try (Storage storage = opening.get()) {
            Optional<CommittedPosition> committed = storage.committed();
            if (committed.isEmpty()) {
                return OptionalLong.of(NOTHING);
            }
            long tip = committed.get().height();
            assertThat(committed).isEqualTo(Optional.ofNullable(rounds.get(tip)));
            checkHeights(storage, tip);
            checkNothingAbove(storage, tip);
            return OptionalLong.of(tip);
        } catch (StorageFault.Corrupt _) {
            return OptionalLong.empty();
        } catch (StorageRefusedException e) {
            // A manifest that ends before the last of our families.
            assertThat(e).hasMessageContaining("belongs to another program");
            return OptionalLong.empty();
        }
    }

    private void checkHeights(Storage storage, long tip) {
        StorageReader reader = storage.reader();
        for (long height = storage.earliestHeight(); height <= tip; height++) {
            NavigableMap<String, String> state = chain.stateAt(height);
            ScanDirection direction = height % 2 == 0 ? ScanDirection.ASCENDING : ScanDirection.DESCENDING;
            assertThat(StoredChain.scan(reader, height, direction))
                    .as("state at %d", height)
                    .isEqualTo(state);
            for (String key : chain.changesAt(height).keySet()) {
                String value = state.get(key);
                assertThat(reader.get(height, StoredChain.key(key)))
                        .isEqualTo(value == null ? StateRead.ABSENT : StoredChain.found(value));
            }
            assertThat(reader.changedKeys(height).orElseThrow())
                    .isEqualTo(chain.changesAt(height).keySet().stream()
                            .map(StoredChain::key)
                            .toList());
            BlockRecord block = chain.block(height, chain.changesAt(height).size());
            assertThat(reader.block(height)).contains(block);
            assertThat(reader.block(block.ref().hash())).contains(block);
        }
        checkHistories(storage, tip);
    }

    private void checkHistories(Storage storage, long tip) {
        for (String key : chain.stateAt(tip).keySet()) {
            assertThat(storage.reader()
                            .versions(StoredChain.key(key), storage.earliestHeight(), tip, Integer.MAX_VALUE))
                    .isEqualTo(chain.history(key, storage.earliestHeight(), tip));
        }
    }

    /// What lies above the position would show through once the chain goes on.
    private void checkNothingAbove(Storage storage, long tip) {
        assertThat(storage.reader().block(tip + 1)).isEmpty();
        assertThat(storage.reader().changedKeys(tip + 1)).isEmpty();
        assertThat(StoredChain.scan(storage.reader(), tip + 1_000, ScanDirection.ASCENDING))
                .as("state above %d", tip)
                .isEqualTo(chain.stateAt(tip));
    }
}
