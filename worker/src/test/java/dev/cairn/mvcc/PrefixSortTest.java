package dev.cairn.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import it.unimi.dsi.fastutil.ints.IntComparator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefixSortTest {
    @Test
    void theOrderIsThatOfWholeKeysWhereverTheyDiffer() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            byte[][] keys = new byte[random.nextInt(200)][];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = new byte[1 + random.nextInt(30)];
                keys[i][random.nextInt(keys[i].length)] = (byte) (random.nextInt(3) - 1);
            }
            assertThat(PrefixSort.order(keys(keys), Integer::compare))
                    .containsExactly(IntStream.range(0, keys.length)
                            .boxed()
                            .sorted(Comparator.<Integer, byte[]>comparing(i -> keys[i], Arrays::compareUnsigned)
                                    .thenComparing(Comparator.naturalOrder()))
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
    }

    @Test
    void nobodyCanChooseKeysThatMakeItQuadratic() {
        int count = 20_000;
        byte[][] alike = new byte[count][1];
        Adversary adversary = new Adversary(count);
        int[] order = PrefixSort.order(keys(alike), adversary);
        assertThat(order)
                .isSortedAccordingTo((left, right) -> Integer.compare(adversary.rank[left], adversary.rank[right]));
        assertThat(adversary.comparisons).isLessThan(count * 16L);
    }

    /// Decides what is larger only when it is asked, and so that the answer tells as little as it can: McIlroy's
    /// killer of quicksorts.
    private static final class Adversary implements IntComparator {
        private final int[] rank;
        private int decided;
        private int pivot;
        private long comparisons;

        Adversary(int count) {
            rank = new int[count];
            Arrays.fill(rank, Integer.MAX_VALUE);
        }

        @Override
        public int compare(int left, int right) {
            comparisons++;
            if (rank[left] == Integer.MAX_VALUE && rank[right] == Integer.MAX_VALUE) {
                rank[left == pivot ? left : right] = decided++;
            }
            if (rank[left] == Integer.MAX_VALUE) {
                pivot = left;
            } else if (rank[right] == Integer.MAX_VALUE) {
                pivot = right;
            }
            return Integer.compare(rank[left], rank[right]);
        }
    }

    private static PrefixSort.Keys keys(byte[][] keys) {
        return new PrefixSort.Keys() {
            @Override
            public int count() {
                return keys.length;
            }

            @Override
            public byte[] array(int number) {
                return keys[number];
            }

            @Override
            public int offset(int number) {
                return 0;
            }

            @Override
            public int length(int number) {
                return keys[number].length;
            }
        };
    }
}
