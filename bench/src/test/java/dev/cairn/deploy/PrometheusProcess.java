package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cairn.broker.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A real Prometheus with our configuration and the options of `docker/compose.yaml`, only that it scrapes every
/// second.
final class PrometheusProcess implements AutoCloseable {
    private final Fork fork;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    private PrometheusProcess(Fork fork, String address) {
        this.fork = fork;
        this.address = address;
    }

    static PrometheusProcess scraping(int port, Path folder) throws IOException {
        String given = Checkout.text("ops/prometheus/prometheus.yml");
        Files.writeString(folder.resolve("prometheus.yml"), given.replaceAll("_interval: 15s", "_interval: 1s"));
        Files.copy(Checkout.file(AlertRule.FILE), folder.resolve("alerts.yml"));
        String targets = Checkout.text("ops/prometheus/targets.yml");
        Files.writeString(folder.resolve("targets.yml"), targets.replace(":9091", ":" + port));
        String address = "127.0.0.1:" + FreePorts.any();
        Stream<String> options = Checkout.yaml("docker/compose.yaml")
                .at("/services/prometheus/command")
                .valueStream()
                .map(option -> option.asText()
                        .replace("=/etc/prometheus", "=" + folder)
                        .replace("=/prometheus", "=" + folder.resolve("data")));
        List<String> command = Stream.concat(
                        Stream.of("prometheus", "--web.listen-address=" + address, "--log.level=warn"), options)
                .toList();
        return new PrometheusProcess(Fork.of(command, Map.of(), folder.resolve("prometheus.log")), address);
    }

    /// Whether it answers this expression with any series. One that it does not understand is a mistake of ours.
    boolean hasDataFor(String expression) {
        String query = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
        JsonNode answer = ask(query);
        assertThat(answer.path("status").asText())
                .as("%s: %s", expression, answer)
                .isIn("", "success");
        return !answer.path("data").path("result").isEmpty();
    }

    /// Nothing as long as it starts.
    private JsonNode ask(String path) {
        assertThat(fork.process().isAlive()).as(fork.printed()).isTrue();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 503
                    ? new ObjectMapper().createObjectNode()
                    : new ObjectMapper().readTree(response.body());
        } catch (IOException _) {
            return new ObjectMapper().createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Prometheus", e);
        }
    }

    @Override
    public void close() {
        http.close();
        fork.close();
    }
}
