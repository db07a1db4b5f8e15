package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.broker.LocalBroker;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A running worker in the hands of its administrators.
@ExtendWith(BrokerOfTheClass.class)
final class AdminIT {
    private static final String TOKEN = "a-token-for-administration";
    private static final int BLOCKS = 80;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    AdminIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void aPausedWorkerAppliesNothingAndSaysSoAndThenAllOfIt() throws IOException, InterruptedException {
        SyntheticChain chain = Chains.steady(1, BLOCKS);
        List<FeedRecord> records = Records.of(chain);
        int half = records.size() / 2;
        Scene scene = administered();
        scene.publish(records.subList(0, half));
        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(BLOCKS / 4);
            assertThat(administer(worker, "pause").statusCode()).isEqualTo(200);
            long applied = worker.shard(0).marks().applied().orElseThrow();
            scene.publish(records.subList(half, records.size()));

            HttpResponse<String> last = worker.ask("/v1/state?key=00&wait=1s&height=" + (BLOCKS - 1));
            assertThat(last.body()).contains("/problems/not-yet-applied");
            assertThat(worker.shard(0).marks().applied()).hasValue(applied);
            assertThat(worker.ask("/readyz").statusCode()).isEqualTo(503);
            assertThat(worker.ask("/readyz").body()).contains("shard 0: paused", "/v1/admin/resume");
            assertThat(worker.ask("/summary").body()).contains("shard 0: paused by an operator");
            assertThat(worker.sample("cairn_paused")).isOne();
            JsonNode status = parse(worker.ask("/v1/status")).at("/shards/0");
            assertThat(status.path("condition").asText()).isEqualTo("paused");
            assertThat(administer(worker, "flush").statusCode()).isEqualTo(200);

            assertThat(administer(worker, "resume").statusCode()).isEqualTo(200);
            worker.awaitTip(chain);
            assertThat(worker.sample("cairn_paused")).isZero();
            assertThat(worker.ask("/readyz").statusCode()).isEqualTo(200);
            WholeState.assertIsThatOf(chain, worker);
        }
    }

    @Test
    void aWorkerGoesOnFromASnapshotOfAnotherThatWasRunning() throws IOException, InterruptedException {
        SyntheticChain chain = Chains.steady(2, BLOCKS);
        List<FeedRecord> records = Records.of(chain);
        int half = records.size() / 2;
        Scene scene = administered();
        scene.publish(records.subList(0, half));
        long height;
        Path snapshot;
        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(BLOCKS / 4);
            JsonNode made = parse(administer(worker, "snapshot")).at("/tasks/0/result");
            height = made.path("height").asLong();
            snapshot = Path.of(made.path("folder").asText());
            assertThat(worker.shard(0).marks().snapshot()).hasValue(height);
            assertThat(worker.sample("cairn_snapshot_height")).isEqualTo((double) height);
            scene.publish(records.subList(half, records.size()));
            worker.awaitTip(chain);
        }
        assertThat(snapshot).startsWith(scene.database(0).resolveSibling("snapshots"));
        try (RunningWorker again = scene.start()) {
            assertThat(again.shard(0).marks().snapshot()).hasValue(height);
        }
        Path restored = Files.createDirectories(folder.resolve("restored"));
        Files.move(snapshot, restored.resolve("shard-0"));
        try (RunningWorker worker =
                scene.with("data-directory", restored.toString()).start()) {
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
        }
    }

    @Test
    void whatIsPrunedIsGoneAlsoAfterARestart() throws IOException, InterruptedException {
        SyntheticChain chain = Chains.steady(3, BLOCKS);
        Scene scene = administered();
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            // Only what is on disk can be the oldest that is kept.
            assertThat(administer(worker, "flush").statusCode()).isEqualTo(200);
            assertThat(administer(worker, "prune?below=20").statusCode()).isEqualTo(200);
            assertThat(worker.ask("/v1/blocks/19").statusCode()).isEqualTo(410);
            assertThat(worker.ask("/v1/blocks/20").statusCode()).isEqualTo(200);
            assertThat(worker.sample("cairn_earliest_height")).isEqualTo(20);
            HttpResponse<String> tooMuch = administer(worker, "prune?below=" + (BLOCKS - 1));
            assertThat(tooMuch.statusCode()).isEqualTo(400);
            assertThat(tooMuch.body()).contains("newest block on disk");
            assertThat(administer(worker, "compact").statusCode()).isIn(200, 202);
            worker.await(() ->
                    administered(worker, "tasks").contains("\"task\":\"compact\",\"shard\":0,\"state\":\"done\""));
        }
        try (RunningWorker worker = scene.start()) {
            assertThat(worker.ask("/v1/blocks/19").statusCode()).isEqualTo(410);
            assertThat(worker.ask("/v1/blocks/20").statusCode()).isEqualTo(200);
        }
    }

    private Scene administered() throws IOException {
        Path tokens = Files.writeString(folder.resolve("admin-tokens"), TOKEN);
        return Scene.on(broker, folder).with("http.tokens.admin-file", tokens.toString());
    }

    private static HttpResponse<String> administer(RunningWorker worker, String what)
            throws IOException, InterruptedException {
        return send(request(worker, what).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static String administered(RunningWorker worker, String what) {
        try {
            return send(request(worker, what)).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder request(RunningWorker worker, String what) {
        return HttpRequest.newBuilder(URI.create(worker.address() + "/v1/admin/" + what))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static JsonNode parse(HttpResponse<String> reply) throws IOException {
        return new JsonMapper().readTree(reply.body());
    }
}
