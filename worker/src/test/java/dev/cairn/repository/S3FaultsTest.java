package dev.cairn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.repository.FaultyNetwork.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/// A repository in a bucket, over a network that cuts, changes and loses what goes over it.
@Tag("slow")
@Timeout(120)
class S3FaultsTest {
    private static final int FILE_BYTES = 1 << 20;

    @TempDir
    Path folder;

    @TempDir
    Path restored;

    private S3Server server;
    private FaultyNetwork network;
    private ObjectStore store;
    private SnapshotRepository repository;

    @BeforeEach
    void start() throws Exception {
        server = S3Server.start();
        network = new FaultyNetwork(server.port());
        store = new S3Connection(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30))
                .store(S3Server.config(network.port()));
        repository = new SnapshotRepository(store, RepositoryPlace.of("c", new TreeMap<>(), "writes", 0), 2);
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        network.close();
        server.close();
    }

    @Test
    void connectionsThatBreakNowAndThenAreMadeAnew() throws IOException {
        OutgoingSnapshot snapshot = snapshot(5);
        network.play(connection -> connection % 2 == 0 ? Fault.cutUpAt(300_000) : Fault.cutDownAt(2_000_000));
        repository.send(snapshot, TransferListener.NONE);
        network.play(connection -> connection % 2 == 0 ? Fault.cutDownAt(700_000) : Fault.cutUpAt(40_000));
        repository.fetch(snapshot.name(), restored, TransferListener.NONE);
        assertFetched(snapshot);
        assertThat(network.connections()).isGreaterThan(1);
    }

    @Test
    void bytesThatChangeOnTheirWayNeverBecomeAnObject() throws IOException {
        OutgoingSnapshot snapshot = snapshot(1);
        network.play(_ -> Fault.flipUpAt(500_000));
        assertThatThrownBy(() -> repository.send(snapshot, TransferListener.NONE))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("was refused with");
        assertThat(repository.list()).isEmpty();
        network.play(_ -> Fault.NONE);
        assertThat(store.list("c//writes/shard-0/files/")).isEmpty();
        assertThat(repository.send(snapshot, TransferListener.NONE).filesMoved())
                .isEqualTo(1);
    }

    @Test
    void bytesThatChangeOnTheirWayBackAreFetchedAgain() throws IOException {
        OutgoingSnapshot snapshot = snapshot(1);
        repository.send(snapshot, TransferListener.NONE);
        network.play(connection -> connection == 0 ? Fault.flipDownAt(500_000) : Fault.cutDownAt(2_000_000));
        repository.fetch(snapshot.name(), restored, TransferListener.NONE);
        assertFetched(snapshot);
    }

    @Test
    void aFetchThatWasCutOffForGoodGoesOnLater() throws IOException {
        OutgoingSnapshot snapshot = snapshot(1);
        repository.send(snapshot, TransferListener.NONE);
        // Enough for what is asked before the file, whatever shares a connection, and too little for all of the file.
        network.play(connection -> connection < 3 ? Fault.cutDownAt(300_000) : Fault.cutDownAt(0));
        assertThatThrownBy(() -> repository.fetch(snapshot.name(), restored, TransferListener.NONE))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("look at the network");
        assertThat(restored.resolve("000000.sst.part")).isNotEmptyFile();
        network.play(_ -> Fault.cutDownAt(700_000));
        repository.fetch(snapshot.name(), restored, TransferListener.NONE);
        assertFetched(snapshot);
    }

    @Test
    void anEntryWhoseAnswerGotLostIsOurs() throws IOException {
        network.play(connection -> connection == 0 ? Fault.cutDownAt(0) : Fault.NONE);
        assertThat(store.create("a/one", new byte[] {1})).isTrue();
        network.play(connection -> connection == 0 ? Fault.cutDownAt(0) : Fault.NONE);
        assertThat(store.create("a/one", new byte[] {2})).isFalse();
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedForForEver() {
        assertThatThrownBy(() -> {
                    network.play(_ -> Fault.silentFrom(0));
                    store.list("a/");
                })
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("the server did not answer in time");
    }

    @Test
    void aLargeFileThatIsCutOffForGoodLeavesNoParts() throws IOException {
        byte[] content = Contents.random(7, 40 << 20);
        RepositoryFile file = Contents.write(folder, "big.sst", content);
        network.play(connection -> connection == 0 ? Fault.cutUpAt(20 << 20) : Fault.cutUpAt(1 << 20));
        assertThatThrownBy(() -> store.put("a/big.sst", folder.resolve("big.sst"), file, _ -> {}))
                .isInstanceOf(RepositoryException.class);
        assertThat(store.list("a/")).isEmpty();
        try (S3Client client = S3Clients.of(server.port())) {
            assertThat(S3Clients.uploads(client)).isZero();
        }
    }

    private OutgoingSnapshot snapshot(int files) throws IOException {
        List<RepositoryFile> all = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            all.add(Contents.write(folder, "%06d.sst".formatted(i), Contents.random(i, FILE_BYTES)));
        }
        return Contents.snapshot(7, folder, all);
    }

    private void assertFetched(OutgoingSnapshot snapshot) {
        for (RepositoryFile file : snapshot.files()) {
            assertThat(restored.resolve(file.name())).hasSameBinaryContentAs(folder.resolve(file.name()));
        }
    }
}
