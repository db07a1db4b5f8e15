package dev.cairn.client;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// A question to a worker, which [CairnClient] asks.
///
/// @param <T>  what the answer is read as
public final class Query<T> {
    private final String path;
    private final Map<String, String> texts;
    private final Map<String, Bytes> bytes;
    private final List<StateKey> keys;
    private final Duration patience;
    private final Function<Members, T> reader;

    private Query(
            String path,
            Map<String, String> texts,
            Map<String, Bytes> bytes,
            List<StateKey> keys,
            Duration patience,
            Function<Members, T> reader) {
        this.path = path;
        this.texts = texts;
        this.bytes = bytes;
        this.keys = keys;
        this.patience = patience;
        this.reader = reader;
    }

    private Query(String path, Map<String, String> texts, Map<String, Bytes> bytes, Function<Members, T> reader) {
        this(path, texts, bytes, List.of(), Duration.ZERO, reader);
    }

    /// The value of a key.
    public static Query<StateValue> get(StateKey key, AsOf asOf) {
        return new Query<>("/v1/state", point(asOf), Map.of("key", key.bytes()), AnswerReaders::value);
    }

    /// The values of up to 1,000 keys as of one block, in the order of the keys; empty for those that have none.
    public static Query<List<Optional<StateValue>>> batch(List<StateKey> keys, AsOf asOf) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("expected at least one key, but got none");
        }
        return new Query<>(
                "/v1/state/batch", point(asOf), Map.of(), List.copyOf(keys), Duration.ZERO, AnswerReaders::values);
    }

    /// Keys and values, in the order of the keys.
    public static Query<Page<KeyValue>> scan(KeySpan span, AsOf asOf) {
        return new Query<>("/v1/state/scan", point(asOf), parameters(span), AnswerReaders::entries);
    }

    /// Keys and values, the last key first.
    public static Query<Page<KeyValue>> scanBackwards(KeySpan span, AsOf asOf) {
        return scan(span, asOf).with("direction", "desc");
    }

    /// The versions of a key, newest first.
    public static Query<Page<Version>> history(StateKey key, HeightSpan span, AsOf asOf) {
        Map<String, String> texts = point(asOf);
        span.from().ifPresent(from -> texts.put("from", from.toString()));
        span.to().ifPresent(to -> texts.put("to", to.toString()));
        return new Query<>("/v1/state/history", texts, Map.of("key", key.bytes()), AnswerReaders::versions);
    }

    /// A block.
    public static Query<BlockSummary> block(BlockName name) {
        return new Query<>("/v1/blocks/" + name.text(), Map.of(), Map.of(), AnswerReaders::block);
    }

    /// The newest blocks, newest first, each the parent of the one before it.
    public static Query<List<BlockSummary>> blocks() {
        return new Query<>("/v1/blocks", Map.of(), Map.of(), AnswerReaders::blocks);
    }

    /// The blocks below a height, as those of [#blocks()].
    public static Query<List<BlockSummary>> blocksBefore(BlockHeight height) {
        return blocks().with("before", height.toString());
    }

    /// What a block changed.
    public static Query<Page<Change>> changesOf(BlockName name, KeySpan.Prefix prefix) {
        return new Query<>(
                "/v1/blocks/" + name.text() + "/changes", Map.of(), parameters(prefix), AnswerReaders::changes);
    }

    /// In what the states at two heights differ; the second may be the lower one.
    public static Query<Page<Change>> diff(BlockHeight from, HeightName to, KeySpan.Prefix prefix) {
        return new Query<>(
                "/v1/changes",
                Map.of("from", from.toString(), "to", to.text()),
                parameters(prefix),
                AnswerReaders::changes);
    }

    /// At most so many entries on a page; a page is shorter if they are large.
    public Query<T> limit(int entriesMax) {
        return with("limit", Integer.toString(entriesMax));
    }

    /// The page that a cursor leads to.
    public Query<T> after(String cursor) {
        return with("cursor", cursor);
    }

    /// Of a worker that has several.
    public Query<T> ofShard(int shard) {
        return with("shard", Integer.toString(shard));
    }

    /// Lets the worker wait for a height that it has not applied yet; at most 30 s.
    public Query<T> waiting(Duration wait) {
        return new Query<>(path, more("wait", wait.toMillis() + "ms"), bytes, keys, wait, reader);
    }

    String path() {
        return path;
    }

    Map<String, String> parameters(ByteEncoding encoding) {
        Map<String, String> parameters = more("enc", encoding.parameter());
        bytes.forEach((name, value) -> parameters.put(name, encoding.encode(value)));
        return parameters;
    }

    List<StateKey> keys() {
        return keys;
    }

    Duration patience() {
        return patience;
    }

    T read(Members answer) {
        return reader.apply(answer);
    }

    private Query<T> with(String name, String text) {
        return new Query<>(path, more(name, text), bytes, keys, patience, reader);
    }

    private Map<String, String> more(String name, String text) {
        Map<String, String> more = new TreeMap<>(texts);
        more.put(name, text);
        return more;
    }

    private static Map<String, String> point(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Height(var height) -> new TreeMap<>(Map.of("height", height.text()));
            case AsOf.Time(var time) -> new TreeMap<>(Map.of("time", time.toString()));
        };
    }

    private static Map<String, Bytes> parameters(KeySpan span) {
        return switch (span) {
            case KeySpan.Prefix(var prefix) -> Map.of("prefix", prefix);
            case KeySpan.Between(var from, var to) -> {
                Map<String, Bytes> parameters = new TreeMap<>(Map.of("from", from));
                to.ifPresent(end -> parameters.put("to", end));
                yield parameters;
            }
        };
    }
}
