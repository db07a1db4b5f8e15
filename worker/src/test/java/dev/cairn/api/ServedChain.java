package dev.cairn.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.WebServer;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.Block;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.read.ReadConfig;
import dev.cairn.read.StateReader;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.thread.ForwardClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A chain by hand, behind a real server.
public final class ServedChain implements AutoCloseable {
    public static final int SHARD = 3;

    private static final JsonMapper MAPPER = new JsonMapper();

    final OpenScans openScans;
    final MarkBoard marks = new MarkBoard(Marks.NONE);
    private final Storage storage =
            Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0));
    private final MvccStore memory =
            new MvccStore(new MvccConfig(1, 0, Duration.ofMinutes(1)), Optional.empty(), ForwardClock.fromNow());
    private final List<Block> branch = new ArrayList<>();
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    public ServedChain(boolean mayRewind) {
        this(mayRewind, ApiConfig.standard().scanTimeMax());
    }

    ServedChain(boolean mayRewind, Duration scanTimeMax) {
        this(mayRewind, new OpenScans(64, scanTimeMax));
    }

    ServedChain(boolean mayRewind, OpenScans openScans) {
        this.openScans = openScans;
        StateReader reader = new StateReader(memory, storage, new ReadConfig(4));
        BlockStreams streams = new BlockStreams(reader, marks, BlockStreamConfig.standard());
        ShardView view = new ShardView(SHARD, reader, marks, mayRewind, streams);
        server = WebServer.start(
                new HttpConfig("127.0.0.1", 0),
                ApiRoutes.of(Set.of(SHARD), () -> new TreeMap<>(Map.of(SHARD, view)), openScans));
    }

    /// The builder of the next block.
    public ChainBuilder next() {
        return branch.isEmpty()
                ? ChainBuilder.first(0)
                : ChainBuilder.after(branch.getLast().ref());
    }

    public ServedChain apply(ChainBuilder builder) {
        Block block = builder.build();
        branch.add(block);
        var _ = memory.apply(block);
        tell();
        return this;
    }

    /// Drops what lies above a height.
    public ServedChain dropAbove(int height) {
        branch.subList(height + 1, branch.size()).clear();
        var _ = memory.dropAbove(branch.getLast().ref());
        tell();
        return this;
    }

    /// Makes blocks final, and no more.
    public ServedChain finalizeUpTo(int height) {
        memory.finalizeUpTo(height);
        tell();
        return this;
    }

    /// Makes blocks final, and writes them.
    public ServedChain flushUpTo(int height) {
        finalizeUpTo(height);
        FlushRound round = new FlushRound(FlushTrigger.MANUAL, memory.unflushed(), height, OptionalLong.empty());
        memory.release(new Flusher(storage).flush(round).toHeight());
        marks.flushed(height, storage.earliestHeight());
        return this;
    }

    public ServedChain prune(int earliest) {
        storage.raiseFloor(earliest);
        return this;
    }

    /// As a worker that is being stopped does before it stops to answer.
    ServedChain closeStorage() {
        storage.close();
        return this;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(path, "GET", HttpRequest.BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(path, "POST", HttpRequest.BodyPublishers.ofString(body), headers);
    }

    /// An answer as JSON.
    JsonNode json(String path) {
        HttpResponse<String> reply = get(path);
        if (reply.statusCode() != 200) {
            throw new AssertionError("expected an answer, but got " + reply.statusCode() + " " + reply.body());
        }
        return parse(reply.body());
    }

    /// A problem, by its status and name.
    JsonNode problem(int status, String name, String path) {
        HttpResponse<String> reply = get(path);
        JsonNode problem = parse(reply.body());
        if (reply.statusCode() != status || !problem.path("type").asText().equals("/problems/" + name)) {
            throw new AssertionError(
                    "expected " + status + " " + name + ", but got " + reply.statusCode() + " " + reply.body());
        }
        return problem;
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("expected JSON, but got " + text, e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
        client.close();
        storage.close();
    }

    private void tell() {
        long finalized = memory.view()
                .finalizedBlock()
                .map(block -> block.height().value())
                .orElse(-1L);
        marks.applied(branch.getLast().height(), finalized);
    }

    /// An answer line by line, as it comes.
    HttpResponse<Stream<String>> lines(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofLines());
    }

    private HttpResponse<String> send(String path, String method, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Where it answers.
    public URI url() {
        return uri("");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }
}
