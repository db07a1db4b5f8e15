package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.api.OpenApiDocument;
import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.LoadedConfig;
import dev.cairn.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class ConfigReportTest {
    private static final Map<String, String> REQUIRED =
            Map.of("data-directory", "/var/lib/cairn", "source.bootstrap-servers", "broker:9092");

    @Test
    void everyKeyIsToldAsConfigShowShowsIt() throws IOException {
        LoadedConfig config = load(Map.of("flush.blocks", "7", "source.kafka.client.rack", "r1"));
        JsonNode report = report(config);
        assertThat(OpenApiDocument.ofSchemas().objections("GET /v1/config", 200, "application/json", report))
                .isEmpty();
        assertThat(report.path("settings"))
                .hasSameSizeAs(config.effective().settings())
                .contains(parse("""
                                {"key": "flush.blocks", "value": "7", "origin": "%s", "chosen": true}
                                """.formatted(origin(config, "flush.blocks"))), parse("""
                                {"key": "http.port", "value": "9091", "origin": "default", "chosen": false}
                                """));
        assertThat(keys(report)).contains("source.kafka.client.rack");
    }

    @Test
    void whatKafkaKeepsSecretIsInNoReport() throws IOException {
        Map<String, String> secrets = new HashMap<>();
        ConsumerConfig.configDef().configKeys().forEach((name, key) -> {
            if (key.type() == ConfigDef.Type.PASSWORD) {
                secrets.put("source.kafka." + name, "hunter2-" + name);
            }
        });
        secrets.put("http.tokens.read", "hunter2-hunter2-hunter2");
        secrets.put("http.tokens.admin", "hunter2-hunter2-hunter3");
        assertThat(secrets)
                .containsKeys(
                        "source.kafka.sasl.jaas.config",
                        "source.kafka.ssl.keystore.password",
                        "source.kafka.ssl.truststore.password");
        JsonNode report = report(load(secrets));
        assertThat(keys(report)).containsAll(secrets.keySet());
        assertThat(report.toString()).doesNotContain("hunter2");
    }

    private static LoadedConfig load(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(REQUIRED);
        all.putAll(settings);
        return ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), all));
    }

    private static String origin(LoadedConfig config, String key) {
        return config.effective().settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow()
                .origin();
    }

    private static List<String> keys(JsonNode report) {
        return StreamSupport.stream(report.path("settings").spliterator(), false)
                .map(setting -> setting.path("key").asText())
                .toList();
    }

    private static JsonNode report(LoadedConfig config) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var json = Json.generator(bytes)) {
            new ConfigReport(config.effective()).write(json);
        }
        return parse(bytes.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode parse(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }
}
