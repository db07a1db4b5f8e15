package dev.cairn.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Makes requests of questions, and brings what comes back.
final class Transport implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ClientConfig config;
    private final String base;
    private final HttpClient http;

    Transport(ClientConfig config) {
        this.config = config;
        base = config.url().toString().replaceFirst("/+$", "");
        // It follows no redirection, so a token goes nowhere but where it was meant to go.
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(config.connectTimeout());
        config.authorities().map(Authorities::inFile).ifPresent(builder::sslContext);
        http = builder.build();
    }

    /// @throws UnavailableException  if nothing comes back in time
    Reply send(Query<?> query, ByteEncoding encoding) {
        return send(request(query, encoding), config.answerTimeout().plus(query.patience()));
    }

    /// Asks for something that is not as of a block.
    Reply send(String path) {
        return send(request(URI.create(base + path)).build(), config.answerTimeout());
    }

    /// Asks for something to be done.
    Reply post(String path, Map<String, String> parameters) {
        HttpRequest request = request(URI.create(addressed(path, parameters)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return send(request, config.answerTimeout());
    }

    private Reply send(HttpRequest request, Duration patience) {
        // The JDK's own timeout ends with the headers, and leaves who waits for the rest to wait for ever.
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(config.url(), response.statusCode(), response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw tooLate(e);
        } catch (ExecutionException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while " + config.url() + " was asked", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private UnavailableException unavailable(ExecutionException e) {
        return switch (e.getCause()) {
            case HttpTimeoutException timeout -> tooLate(timeout);
            case ConnectException refused ->
                new UnavailableException(
                        "cannot connect to " + config.url()
                                + "; look whether the worker runs, and at which http.host and http.port",
                        refused);
            case null, default -> new UnavailableException("cannot ask " + config.url() + ": " + e.getCause(), e);
        };
    }

    private UnavailableException tooLate(Exception cause) {
        return new UnavailableException(
                "no answer from " + config.url() + " in time; look whether the worker is overloaded, or ask for less",
                cause);
    }

    private HttpRequest request(Query<?> query, ByteEncoding encoding) {
        HttpRequest.Builder request = request(address(query, encoding));
        if (!query.keys().isEmpty()) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body(query, encoding)));
        }
        return request.build();
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        config.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private URI address(Query<?> query, ByteEncoding encoding) {
        return URI.create(addressed(query.path(), query.parameters(encoding)));
    }

    private String addressed(String path, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", base + path + "?", ""));
    }

    private static String body(Query<?> query, ByteEncoding encoding) {
        List<String> keys =
                query.keys().stream().map(key -> encoding.encode(key.bytes())).toList();
        try {
            return MAPPER.writeValueAsString(Map.of("keys", keys));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
