package dev.cairn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.thread.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store promises.
abstract class ObjectStoreContract {
    @TempDir
    Path folder;

    abstract ObjectStore store();

    @Test
    void whatWasPutIsReadFromAnyByteOn() throws IOException {
        byte[] content = Contents.random(1, 100_000);
        AtomicLong told = new AtomicLong();
        RepositoryFile file = Contents.write(folder, "000007.sst", content);
        store().put("a/b/000007.sst", folder.resolve("000007.sst"), file, told::addAndGet);
        assertThat(read("a/b/000007.sst", 0)).isEqualTo(content);
        assertThat(read("a/b/000007.sst", 99_990)).isEqualTo(java.util.Arrays.copyOfRange(content, 99_990, 100_000));
        assertThat(told).hasValue(100_000);
    }

    @Test
    void anEmptyFileIsAnObjectToo() throws IOException {
        RepositoryFile file = Contents.write(folder, "empty", new byte[0]);
        store().put("a/empty", folder.resolve("empty"), file, _ -> {});
        assertThat(read("a/empty", 0)).isEmpty();
        assertThat(store().list("a/"))
                .singleElement()
                .satisfies(object -> assertThat(object.bytes()).isZero());
    }

    @Test
    void aFileThatIsNotWhatItIsSaidToBeIsRefusedAndLeavesNothing() throws IOException {
        RepositoryFile file = Contents.write(folder, "000007.sst", Contents.random(1, 1000));
        Contents.write(folder, "000007.sst", Contents.random(2, 1000));
        assertThatThrownBy(() -> store().put("a/000007.sst", folder.resolve("000007.sst"), file, _ -> {}))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("is not what its snapshot says")
                .hasMessageContaining("verify the snapshot");
        assertThat(store().list("a/")).isEmpty();
    }

    @Test
    void aListHasTheFolderAndNothingBelowOrBesideIt() {
        for (String key : List.of("a/one", "a/two", "a/below/three", "ab/four", "five")) {
            store().create(key, key.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(store().list("a/").stream().map(StoredObject::key)).containsExactlyInAnyOrder("a/one", "a/two");
        assertThat(store().list("a/").getFirst().bytes()).isEqualTo(5);
        assertThat(store().list("nothing/")).isEmpty();
        assertThat(store().list("a/").getFirst().made()).isAfter(Instant.EPOCH);
    }

    @Test
    void aListIsAsLongAsItHasToBe() {
        List<String> keys = IntStream.range(0, 1_100).mapToObj(i -> "many/" + i).toList();
        new Parallel("repository", 8).forEach(keys, key -> store().create(key, new byte[] {1}));
        assertThat(store().list("many/")).hasSize(1_100);
    }

    @Test
    void whatIsThereIsNotCreatedAgainAndStaysAsItIs() throws IOException {
        assertThat(store().create("a/one", new byte[] {1})).isTrue();
        assertThat(store().create("a/one", new byte[] {2})).isFalse();
        assertThat(store().create("a/one", new byte[0])).isFalse();
        assertThat(read("a/one", 0)).containsExactly(1);
    }

    @Test
    void whoCreatesTheSameTwiceIsToldThatItIsThere() {
        assertThat(store().create("a/one", new byte[] {1})).isTrue();
        assertThat(store().create("a/one", new byte[] {1})).isTrue();
    }

    @Test
    void ofManyWhoCreateTheSameAtOnceOneSucceeds() throws Exception {
        try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 10; round++) {
                String key = "race/" + round;
                List<Callable<Boolean>> rivals = IntStream.range(0, 8)
                        .mapToObj(i -> (Callable<Boolean>) () -> store().create(key, new byte[] {(byte) i}))
                        .toList();
                int winners = 0;
                for (Future<Boolean> outcome : crowd.invokeAll(rivals)) {
                    winners += outcome.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
        store().create("a/one", new byte[] {1});
        store().delete("a/one");
        store().delete("a/one");
        assertThat(store().list("a/")).isEmpty();
        assertThatThrownBy(() -> store().open("a/one", 0))
                .isInstanceOf(AbsentObjectException.class)
                .hasMessageContaining("there is no a/one in " + store().description());
    }

    byte[] read(String key, long fromByte) throws IOException {
        try (InputStream in = store().open(key, fromByte)) {
            return in.readAllBytes();
        }
    }

    static byte[] content(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
