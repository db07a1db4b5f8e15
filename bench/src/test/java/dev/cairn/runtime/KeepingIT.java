package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.admin.Chore;
import dev.cairn.broker.LocalBroker;
import dev.cairn.cli.ExitCode;
import dev.cairn.cli.WorkerCli;
import dev.cairn.model.KeyRange;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Workers that keep snapshots by themselves, lose their databases, and go on.
@ExtendWith(BrokerOfTheClass.class)
final class KeepingIT {
    private static final int BLOCKS = 160;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    KeepingIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void anotherMachineBeginsWithTheNewestSnapshotInTheRepository() throws IOException, InterruptedException {
        SyntheticChain chain = Chains.steady(1, BLOCKS);
        List<FeedRecord> records = Records.of(chain);
        int half = records.size() / 2;
        Scene scene = keeping();
        scene.publish(records.subList(0, half));
        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(BLOCKS / 4);
            worker.await(() -> worker.sample("cairn_snapshots_sent_total") >= 1);
            assertThat(worker.sample("cairn_snapshots_total")).isPositive();
            assertThat(worker.sample("cairn_snapshot_sent_height")).isPositive();
        }
        scene.publish(records.subList(half, records.size()));
        Path elsewhere = folder.resolve("elsewhere");
        try (RunningWorker worker = scene.with("data-directory", elsewhere.toString())
                .with("snapshots.bootstrap", "snapshot")
                .start()) {
            assertThat(worker.shard(0).marks().flushed())
                    .as("it begins with a state")
                    .isPresent();
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
        }
        assertThat(elsewhere.resolve("snapshots/shard-0")).isNotEmptyDirectory();
    }

    @Test
    void aDatabaseThatWasDamagedIsPutAsideAndTheWorkerGoesOnFromASnapshot() throws IOException, InterruptedException {
        SyntheticChain chain = Chains.steady(2, BLOCKS);
        Scene scene = keeping();
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            worker.await(() -> worker.sample("cairn_snapshots_total") >= 1);
        }
        damageManifest(scene.database(0));
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
        }
        assertThat(scene.database(0).resolveSibling("shard-0.damaged-1")).isNotEmptyDirectory();
    }

    @Test
    void aDatabaseThatIsDamagedUnderAWorkerIsReplacedWhileTheWorkerRuns() throws IOException {
        SyntheticChain chain = Chains.steady(4, BLOCKS);
        List<FeedRecord> records = Records.of(chain);
        int half = records.size() / 2;
        Scene scene = keeping();
        scene.publish(records.subList(0, half));
        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(BLOCKS / 4);
            worker.await(() -> worker.sample("cairn_snapshots_sent_total") >= 1);
            Shard damaged = worker.shard(0);
            // Those of the snapshots on this machine are the same files.
            flipBitsInTables(scene.database(0));
            assertThat(damaged.admin().begin(new Chore.Compact(KeyRange.all())))
                    .as("compacting reads all of it")
                    .failsWithin(Duration.ofMinutes(1));
            scene.publish(records.subList(half, records.size()));
            worker.awaitAnotherThan(damaged);
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
            assertThat(worker.sample("cairn_halts_total{reason=\"storage_corrupt\""))
                    .isOne();
            assertThat(worker.sample("cairn_halted{reason=\"storage_corrupt\"")).isZero();
            assertThat(worker.ask("/readyz").statusCode()).isEqualTo(200);
        }
        assertThat(scene.database(0).resolveSibling("shard-0.damaged-1")).isNotEmptyDirectory();
        assertThat(scene.database(0).resolveSibling("shard-0.damage")).doesNotExist();
    }

    private static void flipBitsInTables(Path database) throws IOException {
        try (Stream<Path> files = Files.list(database)) {
            for (Path table :
                    files.filter(file -> file.toString().endsWith(".sst")).toList()) {
                byte[] bytes = Files.readAllBytes(table);
                for (int at = 0; at < bytes.length; at += 64) {
                    bytes[at] ^= 1;
                }
                Files.write(table, bytes);
            }
        }
    }

    @Test
    void aReplayFromTheTopicsAndOneFromASnapshotComeToTheSameDigest() throws IOException, InterruptedException {
        SyntheticChain chain = Chains.steady(3, BLOCKS);
        Scene scene = keeping();
        scene.publish(chain.feed());
        int height = BLOCKS / 2;
        String digest;
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            worker.await(() -> worker.sample("cairn_snapshots_total") >= 1);
        }
        try (StoredDatabase database = StoredDatabase.openFolder(scene.database(0))) {
            digest = database.reader().block(height).orElseThrow().digest().toHex();
        }
        // What a worker forgets, a replay does not: it reads beyond the height before it goes back to it.
        Scene forgetful = scene.with("retention.blocks", "5").with("retention.age", "1s");
        assertThat(replay(forgetful, "--from-beginning", height, folder.resolve("one")))
                .contains("digest " + digest);
        // The newest snapshot lies somewhere above the middle.
        int newest = BLOCKS - Chains.FINALITY_DEPTH - 1;
        assertThat(replay(forgetful, "--from-snapshot", newest, folder.resolve("two")))
                .contains(replay(forgetful, "--from-beginning", newest, folder.resolve("three"))
                        .replaceAll("(?s).*digest ", ""));
    }

    private static String replay(Scene scene, String from, int height, Path into) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(
                List.of("replay", from, "--to-height", Integer.toString(height), "--into", into.toString()));
        scene.settings().forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
        int code = new WorkerCli(
                        _ -> ExitCode.INTERNAL, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private Scene keeping() throws IOException {
        return Scene.on(broker, folder)
                .with("flush.blocks", "10")
                .with("snapshots.every-blocks", "20")
                .with("snapshots.interval-min", "0s")
                .with("snapshots.keep", "2")
                .with("snapshots.repository.kind", "directory")
                .with(
                        "snapshots.repository.directory",
                        Files.createDirectories(folder.resolve("repository")).toString());
    }

    private static void damageManifest(Path database) throws IOException {
        try (Stream<Path> files = Files.list(database)) {
            Path manifest = files.filter(file -> file.getFileName().toString().startsWith("MANIFEST"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(manifest);
            bytes[bytes.length / 3] ^= 1;
            Files.delete(manifest);
            Files.write(manifest, bytes);
        }
    }
}
