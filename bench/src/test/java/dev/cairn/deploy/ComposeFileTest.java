package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.WorkerConfig;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/// What can be known of `docker/compose.yaml` without a container engine.
final class ComposeFileTest {
    private final JsonNode compose = Checkout.yaml("docker/compose.yaml");

    @Test
    void theWorkerUnderstandsItsVariablesAndItsFile() {
        WorkerConfig config = ConfigLoader.load(new ConfigInput(
                        Optional.of(Checkout.file("docker/cairn.conf")), environment("worker"), Map.of()))
                .worker();

        assertThat(config.databases().directory()).hasToString(ImageFile.only("VOLUME"));
        assertThat(ImageFile.only("EXPOSE"))
                .isEqualTo(Integer.toString(config.http().port()));
        assertThat(strings("worker", "volumes")).contains("worker:" + ImageFile.only("VOLUME"));
    }

    /// The image makes a property of each variable: `KAFKA_NODE_ID` is `node.id`.
    @Test
    void kafkaUnderstandsItsVariables() {
        Properties properties = new Properties();
        environment("kafka")
                .forEach((name, value) -> properties.setProperty(
                        name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value));

        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(properties.stringPropertyNames());
        assertThatCode(() -> KafkaConfig.fromProps(properties)).doesNotThrowAnyException();
    }

    @Test
    void whatIsMountedIsThere() {
        assertThat(services()
                        .flatMap(name -> strings(name, "volumes"))
                        .filter(volume -> volume.startsWith("."))
                        .map(volume -> volume.substring(0, volume.indexOf(':'))))
                .isNotEmpty()
                .allSatisfy(path ->
                        assertThat(Checkout.file("docker").resolve(path)).isRegularFile());
    }

    @Test
    void onlyThisMachineReachesWhatIsPublished() {
        assertThat(services().flatMap(name -> strings(name, "ports")))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void imagesOfOthersAreOfAFixedRelease() {
        assertThat(services()
                        .map(this::service)
                        .filter(service -> !service.has("build"))
                        .map(service -> service.path("image").asText()))
                .isNotEmpty()
                .allMatch(image -> image.matches("[\\w/-]+:v?\\d+\\.\\d+\\.\\d+"));
    }

    private Stream<String> services() {
        return compose.path("services").propertyStream().map(Map.Entry::getKey);
    }

    private JsonNode service(String name) {
        return compose.path("services").path(name);
    }

    private Stream<String> strings(String service, String list) {
        return service(service).path(list).valueStream().map(JsonNode::asText);
    }

    private Map<String, String> environment(String service) {
        return service(service)
                .path("environment")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, variable -> variable.getValue().asText()));
    }
}
