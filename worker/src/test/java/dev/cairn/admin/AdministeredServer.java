package dev.cairn.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.LimitsConfig;
import dev.cairn.http.TlsConfig;
import dev.cairn.http.TokensConfig;
import dev.cairn.http.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Two shards behind a real server, of which the second may not be open.
final class AdministeredServer implements AutoCloseable {
    static final String READ = "token-for-reading";
    static final String ADMIN = "token-for-administration";

    final ScriptedShard first = new ScriptedShard();
    final ScriptedShard second = new ScriptedShard();
    private final Map<Integer, ShardAdmin> open = new TreeMap<>(Map.of(0, first, 1, second));
    final RecordedLevels levels = new RecordedLevels();
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    AdministeredServer(List<String> adminTokens) {
        TokensConfig off = TokensConfig.off();
        TokensConfig tokens = new TokensConfig(
                TokensConfig.tokens("http.tokens.read", List.of(READ)),
                off.readFile(),
                TokensConfig.tokens("http.tokens.admin", adminTokens),
                off.adminFile(),
                off.reloadInterval());
        server = WebServer.start(
                new HttpConfig("127.0.0.1", 0, LimitsConfig.standard(), TlsConfig.off(), tokens),
                AdminRoutes.of(new TreeMap<>(Map.of(0, first, 1, second)).keySet(), () -> new TreeMap<>(open), levels));
    }

    void closeTheSecondShard() {
        open.remove(1);
    }

    /// As it was in the beginning, but for what was begun.
    void reset() {
        open.put(1, second);
        for (ScriptedShard shard : List.of(first, second)) {
            shard.begun.clear();
            shard.next = Optional.empty();
            shard.resume();
        }
        levels.set("dev.cairn", Optional.empty());
        levels.set(RecordedLevels.OTHERS, Optional.empty());
    }

    HttpResponse<String> post(String path) {
        return ask("POST", path, Optional.of(ADMIN));
    }

    CompletableFuture<HttpResponse<String>> postMeanwhile(String path) {
        return client.sendAsync(request("POST", path, Optional.of(ADMIN)), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) {
        return ask("GET", path, Optional.of(ADMIN));
    }

    HttpResponse<String> ask(String method, String path, Optional<String> token) {
        try {
            return client.send(request(method, path, token), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonNode parse(HttpResponse<String> reply) {
        try {
            return new JsonMapper().readTree(reply.body());
        } catch (IOException e) {
            throw new AssertionError("expected JSON, but got " + reply.body(), e);
        }
    }

    static String problem(HttpResponse<String> reply) {
        return reply.statusCode() + " " + parse(reply).path("type").asText();
    }

    private HttpRequest request(String method, String path, Optional<String> token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/admin/" + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody());
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request.build();
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
