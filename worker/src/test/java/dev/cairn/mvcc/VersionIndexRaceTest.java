package dev.cairn.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The two moments at which a look-up could lose a version that is there. They last nanoseconds, so the writer does
/// nothing else but bring them about, and the reader nothing but look. More often by `-Dstress.races=…`.
class VersionIndexRaceTest {
    private static final int RACES = Integer.getInteger("stress.races", 20_000);
    private static final byte[] KEY = ChainBuilder.utf8("key").toArray();

    @Test
    void aFinalVersionIsFoundWhileLaterOnesComeAndAreDropped() throws Exception {
        race(1, index -> {
            for (int reorg = 0; reorg < 100; reorg++) {
                BlockLayer replaced = layer(1);
                index.add(replaced);
                index.drop(List.of(replaced));
            }
        });
    }

    @Test
    void aVersionIsFoundWhileTheTablesGrow() throws Exception {
        // The ring has room for 128 layers at first.
        race(127, index -> {
            for (int height = 127; height < 131; height++) {
                index.add(layer(height));
            }
        });
    }

    /// Looks for the version at height 0 in one index after the other, while each is written to.
    private static void race(int layers, Consumer<VersionIndex> writes) throws Exception {
        AtomicReference<@Nullable VersionIndex> current = new AtomicReference<>(indexOf(1));
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<Long> lost = reader.submit(() -> lost(current));
            for (int race = 0; race < RACES && !lost.isDone(); race++) {
                VersionIndex index = indexOf(layers);
                current.set(index);
                writes.accept(index);
            }
            current.set(null);
            assertThat(lost.get()).isZero();
        }
    }

    private static long lost(AtomicReference<@Nullable VersionIndex> current) {
        int hash = KeyHash.of(KEY, 0, KEY.length);
        long lost = 0;
        for (VersionIndex index = current.get(); index != null; index = current.get()) {
            lost += index.findFinal(KEY, 0, KEY.length, hash, 0) == null ? 1 : 0;
        }
        return lost;
    }

    private static VersionIndex indexOf(int layers) {
        VersionIndex index = new VersionIndex(1, -1);
        for (int height = 0; height < layers; height++) {
            index.add(layer(height));
        }
        return index;
    }

    private static BlockLayer layer(long height) {
        return BlockLayer.of(ChainBuilder.first(height).put("key", "value").build());
    }
}
