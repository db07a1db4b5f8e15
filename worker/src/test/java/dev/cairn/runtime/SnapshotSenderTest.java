package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.BlockRef;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.repository.RepositoryConfig;
import dev.cairn.repository.RepositorySnapshot;
import dev.cairn.repository.S3Config;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.repository.TransferListener;
import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Durability;
import dev.cairn.storage.FormatFixture;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SnapshotSenderTest implements PipelineListener {
    @TempDir
    private Path folder;

    private final Queue<SentReport> sent = new ConcurrentLinkedQueue<>();
    private Snapshots snapshots;
    private SnapshotTransfers transfers;
    private Storage storage;

    @BeforeEach
    void open() throws IOException {
        begin();
        storage = TestRocks.open(folder.resolve("db"), Durability.WAL);
    }

    /// As a process does.
    private void begin() throws IOException {
        snapshots = new Snapshots(folder.resolve("snapshots"), InstantSource.system());
        transfers = SnapshotTransfers.in(
                new RepositoryConfig(
                                RepositoryConfig.Kind.DIRECTORY,
                                Optional.of(Files.createDirectories(folder.resolve("bucket"))),
                                1,
                                S3Config.none())
                        .open()
                        .orElseThrow(),
                SnapshotTransfers.placeOf(FormatFixture.IDENTITY),
                1,
                snapshots);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public void snapshotSent(SentReport report) {
        sent.add(report);
    }

    @Test
    void whatARewindHasReplacedIsForgottenInTheRepositoryAndWhatIsThereNowIsSent() {
        new WrittenChain(storage).write(10);
        snapshots.take(storage);
        new WrittenChain(storage).write(10);
        SnapshotManifest wrong = snapshots.take(storage).orElseThrow();
        try (SnapshotSender sender = sender()) {
            awaitSent(1);
            assertThat(transfers.list()).extracting(RepositorySnapshot::height).containsExactly(20L);
            snapshots.withdrawAbove(15);
            storage.rewind(15);
            snapshots.withdrawn().rewindEnded();
            WrittenChain.byOtherRules(storage).write(5);
            SnapshotManifest right = snapshots.take(storage).orElseThrow();
            BlockRef block = right.database().committed().orElseThrow().block();
            sender.snapshotTaken(new SnapshotReport(block, right.taken(), right.bytes(), 0, 1));
            awaitSent(2);
            assertThat(transfers.list())
                    .extracting(RepositorySnapshot::name)
                    .containsExactly(right.name().toString())
                    .doesNotContain(wrong.name().toString());
        }
        assertThat(snapshots.withdrawn().above()).isEmpty();
    }

    @Test
    void whatAProcessThatDiedHadWithdrawnIsForgottenByTheNext() throws IOException {
        new WrittenChain(storage).write(10);
        snapshots.take(storage);
        new WrittenChain(storage).write(10);
        transfers.send(snapshots.take(storage).orElseThrow(), TransferListener.NONE);
        snapshots.withdrawAbove(10);
        storage.rewind(10);
        begin();
        try (SnapshotSender _ = sender()) {
            awaitSent(1);
            assertThat(transfers.list()).extracting(RepositorySnapshot::height).containsExactly(10L);
        }
    }

    @Test
    void whatIsThereAlreadyIsNotSaidToBeSent() {
        new WrittenChain(storage).write(10);
        snapshots.take(storage);
        try (SnapshotSender sender = sender()) {
            awaitSent(1);
            sender.rewound(new RewindReport(12, 10, 0, 2));
            awaitSent(2);
        }
        assertThat(sent).extracting(SentReport::wasThere).containsExactly(false, true);
    }

    private SnapshotSender sender() {
        return new SnapshotSender(0, snapshots, transfers, storage, 10, this);
    }

    private void awaitSent(int count) {
        while (sent.size() < count) {
            Thread.onSpinWait();
        }
    }
}
