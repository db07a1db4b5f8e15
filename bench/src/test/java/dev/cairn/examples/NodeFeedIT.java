package dev.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.cairn.broker.LocalBroker;
import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.LoadedConfig;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import dev.cairn.runtime.Worker;
import dev.cairn.runtime.WorkerOptions;
import dev.cairn.testing.NeedsTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A feed that no code of ours has published, from Kafka to the state.
final class NodeFeedIT {
    private static final HeightSelector LATEST = new HeightSelector.Latest();

    @TempDir
    Path data;

    @Test
    @NeedsTool({"node", "npm"})
    void theWorkerMakesTheLastStateOfTheGuideOfWhatTheNodeExamplePublishes() throws Exception {
        String expected = Guide.rowsBelow(StateRow.HEAD).getLast();
        try (LocalBroker broker = LocalBroker.start()) {
            broker.createTopic("blocks", 1, Map.of());
            broker.createTopic("transactions", 1, Map.of());
            var published = ExampleProducer.NODE.run(broker.bootstrapServers(), "blocks", "transactions", "1");
            assertThat(published.exitCode()).as(published.errors()).isZero();
            try (Worker worker = new Worker(config(broker), WorkerOptions.standard("test"))) {
                worker.start();
                StateReader reader =
                        Objects.requireNonNull(worker.shards().get(0)).reader();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(expected).startsWith(row(reader)));
            }
        }
    }

    private LoadedConfig config(LocalBroker broker) {
        Map<String, String> settings = Map.of(
                "data-directory", data.toString(),
                "source.bootstrap-servers", broker.bootstrapServers(),
                "http.port", "0");
        return ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), settings));
    }

    /// What the guide's table says of the newest block, but for what is final.
    private static String row(StateReader reader) {
        if (!(reader.block(LATEST) instanceof Answer.Known<?> newest)) {
            return "nothing is applied yet";
        }
        Bytes hash = newest.at().hash().bytes();
        return "| " + RecordRow.code(ByteString.copyFrom(hash.toArray())) + " | " + cell(reader, "alice") + " | "
                + cell(reader, "bob") + " | " + cell(reader, "carol") + " | " + cell(reader, "miner") + " |";
    }

    private static String cell(StateReader reader, String key) {
        var answer = reader.get(new StateKey(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8))), LATEST);
        return answer instanceof Answer.Known<Optional<StateValue>> known
                        && known.value().isPresent()
                ? RecordRow.value(
                        ByteString.copyFrom(known.value().get().bytes().toArray()))
                : "–";
    }
}
