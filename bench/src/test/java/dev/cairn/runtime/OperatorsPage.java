package dev.cairn.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a worker answers to operators.
///
/// @param token  that they show, if they do
public record OperatorsPage(int port, Optional<String> token) {
    /// Much longer than an answer takes, so that none is a finding too.
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    /// Without a token.
    public OperatorsPage(int port) {
        this(port, Optional.empty());
    }

    public HttpResponse<String> ask(String path) {
        return send(request(path).build());
    }

    /// Asks for something to be done. Nothing is sent along.
    public HttpResponse<String> post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWERS_WITHIN);
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        return request;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("expected an answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + request, e);
        }
    }

    /// The first sample of a series, whatever its labels; empty if there is none.
    public OptionalDouble sample(String series) {
        return ask("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }
}
