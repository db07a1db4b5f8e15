package dev.cairn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotRepositoryTest {
    private static final RepositoryPlace PLACE =
            RepositoryPlace.of("cluster", new TreeMap<>(java.util.Map.of("blocks", "idB", "txs", "idT")), "writes", 3);

    @TempDir
    Path root;

    @TempDir
    Path folder;

    @TempDir
    Path restored;

    private FailingStore store = new FailingStore(Path.of("unset"));
    private SnapshotRepository repository = new SnapshotRepository(store, PLACE, 4);

    @BeforeEach
    void open() {
        store = new FailingStore(root);
        repository = new SnapshotRepository(store, PLACE, 4);
    }

    @Test
    void whatWasSentIsFetchedTheSame() throws IOException {
        OutgoingSnapshot snapshot = snapshot(7, 6);
        TransferReport sent = repository.send(snapshot, TransferListener.NONE);
        assertThat(sent).isEqualTo(new TransferReport(false, 6, 6_000, 0));
        Path place = restored.resolve("made/for/it");
        assertThat(repository.fetch(snapshot.name(), place, TransferListener.NONE))
                .isEqualTo(sent);
        for (RepositoryFile file : snapshot.files()) {
            assertThat(place.resolve(file.name())).hasSameBinaryContentAs(folder.resolve(file.name()));
        }
        assertThat(repository.manifest(snapshot.name())).isEqualTo("{\"height\": 7}");
    }

    @Test
    void eachShardOfEachChainHasAFolderOfItsOwn() throws IOException {
        repository.send(snapshot(7, 1), TransferListener.NONE);
        assertThat(root.resolve("cluster/idB+idT/writes/shard-3/snapshots")).isDirectory();
        RepositoryPlace other = RepositoryPlace.of("../clüster", new TreeMap<>(), "writes", 0);
        assertThat(other.folder()).isEqualTo("%2E%2E%2Fcl%C3%BCster//writes/shard-0/");
        assertThat(new SnapshotRepository(store, other, 1).list()).isEmpty();
    }

    @Test
    void whatIsThereIsNotSentAgain() throws IOException {
        repository.send(snapshot(7, 6), TransferListener.NONE);
        Heard heard = new Heard();
        TransferReport second = repository.send(snapshot(8, 8), heard);
        assertThat(second).isEqualTo(new TransferReport(false, 2, 2_000, 6_000));
        assertThat(List.of(heard.planned.get(), heard.skipped.get(), heard.moved.get()))
                .containsExactly(2_000L, 6_000L, 2_000L);
        assertThat(repository.send(snapshot(8, 8), TransferListener.NONE))
                .isEqualTo(new TransferReport(true, 0, 0, 8_000));
    }

    @Test
    void aFileOfTheSameNameWithOtherContentIsAnotherFile() throws IOException {
        repository.send(snapshot(7, 2), TransferListener.NONE);
        RepositoryFile other = Contents.write(folder, nameOf(0), Contents.random(99, 1_000));
        OutgoingSnapshot snapshot = Contents.snapshot(8, folder, List.of(other));
        assertThat(repository.send(snapshot, TransferListener.NONE).filesMoved())
                .isEqualTo(1);
        repository.fetch(Contents.nameOf(8), restored, TransferListener.NONE);
        assertThat(restored.resolve(nameOf(0))).hasBinaryContent(Contents.random(99, 1_000));
    }

    @Test
    void theNewestIsTheHighest() throws IOException {
        for (long height : new long[] {9, 1_000, 10, 999}) {
            repository.send(snapshot(height, 1), TransferListener.NONE);
        }
        assertThat(repository.list().stream().map(RepositorySnapshot::height)).containsExactly(1_000L, 999L, 10L, 9L);
    }

    @Test
    void aSendingThatDiedIsNoSnapshotAndTheNextOneGoesOnWhereItWas() throws IOException {
        repository = new SnapshotRepository(store, PLACE, 1);
        store.failAtPut(4);
        OutgoingSnapshot snapshot = snapshot(7, 6);
        assertThatThrownBy(() -> repository.send(snapshot, TransferListener.NONE))
                .isInstanceOf(RepositoryException.class);
        assertThat(repository.list()).isEmpty();
        assertThat(repository.collectGarbage().filesDeleted()).isZero();
        assertThat(repository.send(snapshot, TransferListener.NONE))
                .isEqualTo(new TransferReport(false, 3, 3_000, 3_000));
        assertThat(repository.list()).hasSize(1);
    }

    @Test
    void aFailureEndsAllThreadsAndIsTold() throws IOException {
        store.failAtPut(2);
        OutgoingSnapshot snapshot = snapshot(7, 20);
        assertThatThrownBy(() -> repository.send(snapshot, TransferListener.NONE))
                .hasMessage("the disk is gone");
        assertThat(repository.list()).isEmpty();
    }

    @Test
    void whatADeletedSnapshotAloneHadIsGarbage() throws IOException {
        repository.send(snapshot(7, 6), TransferListener.NONE);
        repository.send(Contents.snapshot(8, folder, snapshot(8, 2).files()), TransferListener.NONE);
        assertThat(repository.collectGarbage()).isEqualTo(new CollectReport(0, 0, 0));
        repository.delete(Contents.nameOf(7));
        repository.delete(Contents.nameOf(7));
        assertThat(repository.collectGarbage()).isEqualTo(new CollectReport(4, 4_000, 0));
        repository.fetch(Contents.nameOf(8), restored, TransferListener.NONE);
        assertThatThrownBy(() -> repository.fetch(Contents.nameOf(7), restored, TransferListener.NONE))
                .hasMessageContaining("there is no snapshot " + Contents.nameOf(7))
                .hasMessageContaining("list those that there are");
    }

    @Test
    void aFolderWithSomethingElseInItIsRefused() throws IOException {
        repository.send(snapshot(7, 1), TransferListener.NONE);
        Files.write(restored.resolve("CURRENT"), new byte[1]);
        assertThatThrownBy(() -> repository.fetch(Contents.nameOf(7), restored, TransferListener.NONE))
                .hasMessageContaining("to be empty, but there is CURRENT in it");
    }

    @Test
    void aFetchGoesOnInTheMiddleOfAFile() throws IOException {
        OutgoingSnapshot snapshot = snapshot(7, 3);
        repository.send(snapshot, TransferListener.NONE);
        Files.copy(folder.resolve(nameOf(0)), restored.resolve(nameOf(0)));
        byte[] begun = java.util.Arrays.copyOf(Files.readAllBytes(folder.resolve(nameOf(1))), 400);
        Files.write(restored.resolve(nameOf(1) + ".part"), begun);
        store.bytesRead.set(0);
        TransferReport report = repository.fetch(snapshot.name(), restored, TransferListener.NONE);
        assertThat(report.bytesSkipped()).isEqualTo(1_000);
        assertThat(store.bytesRead).hasValue(1_600);
        assertThat(names(restored)).containsExactly(nameOf(0), nameOf(1), nameOf(2));
        assertThat(restored.resolve(nameOf(1))).hasSameBinaryContentAs(folder.resolve(nameOf(1)));
    }

    @Test
    void whatAnEarlierFetchLeftDamagedIsFetchedAnew() throws IOException {
        OutgoingSnapshot snapshot = snapshot(7, 3);
        repository.send(snapshot, TransferListener.NONE);
        Files.write(restored.resolve(nameOf(0)), Contents.random(5, 1_000));
        Files.write(restored.resolve(nameOf(1) + ".part"), Contents.random(5, 400));
        Files.write(restored.resolve(nameOf(2) + ".part"), Contents.random(5, 4_000));
        repository.fetch(snapshot.name(), restored, TransferListener.NONE);
        for (RepositoryFile file : snapshot.files()) {
            assertThat(restored.resolve(file.name())).hasSameBinaryContentAs(folder.resolve(file.name()));
        }
    }

    @Test
    void damageInTheRepositoryIsFoundAndNamed() throws IOException {
        repository.send(snapshot(7, 2), TransferListener.NONE);
        Path stored = storedFiles().getFirst();
        byte[] content = Files.readAllBytes(stored);
        content[500] ^= 1;
        Files.write(stored, content);
        assertThatThrownBy(() -> repository.fetch(Contents.nameOf(7), restored, TransferListener.NONE))
                .isInstanceOf(DamagedSnapshotException.class)
                .hasMessageContaining("is damaged in the repository")
                .hasMessageContaining("take an older snapshot");
        Files.write(stored, new byte[200], StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> repository.fetch(Contents.nameOf(7), restored, TransferListener.NONE))
                .isInstanceOf(RepositoryException.class);
        Files.delete(stored);
        assertThatThrownBy(() -> repository.fetch(Contents.nameOf(7), restored, TransferListener.NONE))
                .isInstanceOf(DamagedSnapshotException.class)
                .hasMessageContaining("is missing");
    }

    @Test
    void anEntryThatCannotBeReadStopsCollectingSinceItMayNameAnything() throws IOException {
        repository.send(snapshot(7, 2), TransferListener.NONE);
        try (Stream<Path> entries = Files.list(root.resolve(PLACE.folder()).resolve("snapshots"))) {
            Files.writeString(entries.findFirst().orElseThrow(), "{\"version\": 2}");
        }
        assertThatThrownBy(repository::collectGarbage)
                .isInstanceOf(DamagedSnapshotException.class)
                .hasMessageContaining("is of version 2, but this release knows version 1");
        assertThat(storedFiles()).hasSize(2);
    }

    @Test
    void aNameThatLeadsElsewhereIsNotTakenFromARepository() {
        String where = "somewhere";
        for (String name : List.of("../a", "/a", "", ".", "..", "a/b", "a\\b", "a.part")) {
            String json =
                    "{\"version\":1,\"sender\":\"s\",\"manifest\":\"m\",\"files\":[{\"name\":\"%s\",\"bytes\":1,\"crc32c\":1,\"object\":\"o\"}]}"
                            .formatted(name.replace("\\", "\\\\"));
            assertThatThrownBy(
                            () -> StoredManifest.decoded(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), where))
                    .as(name)
                    .isInstanceOf(DamagedSnapshotException.class);
        }
    }

    private OutgoingSnapshot snapshot(long height, int files) throws IOException {
        List<RepositoryFile> all = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            all.add(Contents.write(folder, nameOf(i), Contents.random(i, 1_000)));
        }
        return Contents.snapshot(height, folder, all);
    }

    private static String nameOf(int file) {
        return "%06d.sst".formatted(file);
    }

    private List<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(PLACE.folder()).resolve("files"))) {
            return files.toList();
        }
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// What a listener is told.
    private static final class Heard implements TransferListener {
        private final AtomicLong planned = new AtomicLong();
        private final AtomicLong skipped = new AtomicLong();
        private final AtomicLong moved = new AtomicLong();

        @Override
        public void planned(long bytes, long bytesSkipped) {
            planned.set(bytes);
            skipped.set(bytesSkipped);
        }

        @Override
        public void moved(long bytes) {
            moved.addAndGet(bytes);
        }
    }
}
