package dev.cairn.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WritingBesideTest {
    private record Entry(String key, String value) {}

    /// What comes to a sink, and what it is told at the end.
    private static class Collected implements StateSink {
        final List<Entry> entries = new ArrayList<>();
        long announced = -1;

        @Override
        public void entry(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength)
                throws IOException {
            entries.add(new Entry(text(array, keyOffset, keyLength), text(array, valueOffset, valueLength)));
        }

        @Override
        public void end(long count) {
            announced = count;
        }

        private static String text(byte[] array, int offset, int length) {
            return new String(array, offset, length, StandardCharsets.ISO_8859_1);
        }
    }

    @Property(tries = 20)
    void entriesOfAnySizeComeInOrderAndWhole(@ForAll long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
        List<Entry> given = new ArrayList<>();
        Collected collected = new Collected();
        int sizeMax = 1 << random.nextInt(20);
        try (WritingBeside beside = new WritingBeside(collected)) {
            for (int i = random.nextInt(40_000_000 / (sizeMax + 500)); i > 0; i--) {
                byte[] array = new byte[random.nextInt(sizeMax)];
                random.nextBytes(array);
                int keyLength = random.nextInt(array.length + 1);
                beside.entry(array, 0, keyLength, keyLength, array.length - keyLength);
                given.add(new Entry(
                        Collected.text(array, 0, keyLength),
                        Collected.text(array, keyLength, array.length - keyLength)));
            }
            beside.end(given.size());
        }
        assertThat(collected.entries).isEqualTo(given);
        assertThat(collected.announced).isEqualTo(given.size());
    }

    @Test
    @Timeout(60)
    void aSinkThatFailsEndsIt() {
        Collected failing = new Collected() {
            @Override
            public void entry(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength)
                    throws IOException {
                throw new IOException("the disk is full");
            }
        };
        assertThatThrownBy(() -> {
                    try (WritingBeside beside = new WritingBeside(failing)) {
                        while (true) {
                            beside.entry(new byte[100], 0, 50, 50, 50);
                        }
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
        assertThat(failing.announced).isEqualTo(-1);
    }
}
