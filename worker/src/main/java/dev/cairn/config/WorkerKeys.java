package dev.cairn.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.cairn.api.ApiConfig;
import dev.cairn.assemble.AssembleConfig;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.DecodeConfig;
import dev.cairn.flush.FlushConfig;
import dev.cairn.handle.HandleConfig;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.LimitsConfig;
import dev.cairn.http.TlsConfig;
import dev.cairn.http.Token;
import dev.cairn.http.TokensConfig;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.pipeline.PipelineConfig;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.read.ReadConfig;
import dev.cairn.repository.RepositoryConfig;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.source.DeadLettersConfig;
import dev.cairn.source.SourceConfig;
import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.StorageKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which field each key fills, section by section in the order of `reference.conf`.
final class WorkerKeys {
    private final Values values;
    private final Function<String, HandleConfig> handlers;

    /// @param handlers  takes the name of the handler, or refuses it
    WorkerKeys(Values values, Function<String, HandleConfig> handlers) {
        this.values = values;
        this.handlers = handlers;
    }

    WorkerConfig read() {
        List<Integer> shards = values.read("shards", ValueType.listOf(ValueType.NUMBER));
        Path directory = values.readRequired("data-directory", ValueType.PATH, Path.of("/var/lib/cairn"));
        values.layDefaults(ProfileDefaults.of(values.read("profile", ValueType.oneOf(RocksPreset.class))));
        SourceConfig source = values.build(this::source);
        DecodeConfig decode = decode();
        AssembleConfig assemble = values.build(this::assemble);
        HandleConfig handle = values.build(() -> handlers.apply(values.read("handle.handler", ValueType.TEXT)));
        MvccConfig mvcc = values.build(this::mvcc);
        FlushConfig flush = values.build(this::flush);
        DatabasesConfig databases = databases(directory);
        SnapshotsConfig snapshots = snapshots(directory);
        RepositoryConfig repository = new RepositoryKeys(values).read();
        RetentionConfig retention = values.build(this::retention);
        ReadConfig read = values.build(this::reads);
        PipelineConfig pipeline = values.build(this::pipeline);
        Optional<DeadLettersConfig> deadLetters = values.build(
                () -> values.readIfSet("dead-letters.topic", ValueType.TEXT).map(DeadLettersConfig::new));
        ApiConfig api = values.build(this::api);
        HttpConfig http = values.build(this::http);
        return values.build(() -> new WorkerConfig(
                shards,
                source,
                decode,
                assemble,
                handle,
                mvcc,
                flush,
                databases,
                snapshots,
                repository,
                retention,
                read,
                pipeline,
                deadLetters,
                api,
                http));
    }

    private SourceConfig source() {
        return new SourceConfig(
                values.readRequired("source.bootstrap-servers", ValueType.TEXT, "localhost:9092"),
                values.read("source.blocks-topic", ValueType.TEXT),
                values.read("source.transactions-topic", ValueType.TEXT),
                values.read("source.fan-in", ValueType.SWITCH),
                values.read("source.group-id", ValueType.TEXT),
                values.read("source.check-interval", ValueType.DURATION),
                values.readKafka());
    }

    private DecodeConfig decode() {
        ValueType<ContentType> format = ValueType.oneOf(ContentType.class);
        return new DecodeConfig(
                values.read("decode.blocks-format", format), values.read("decode.transactions-format", format));
    }

    private AssembleConfig assemble() {
        return new AssembleConfig(
                values.read("assemble.first-block", ValueType.oneOf(AssembleConfig.FirstBlock.class)),
                values.read("assemble.finality-depth", ValueType.NUMBER),
                values.read("assemble.incomplete-after-blocks", ValueType.NUMBER),
                values.read("assemble.buffered-bytes-max", ValueType.SIZE),
                values.read("assemble.on-deep-reorg", ValueType.oneOf(AssembleConfig.OnDeepReorg.class)));
    }

    private MvccConfig mvcc() {
        return new MvccConfig(
                values.read("mvcc.keep-recent-versions", ValueType.NUMBER),
                values.read("mvcc.cache-bytes-max", ValueType.SIZE),
                values.read("mvcc.version-ttl", ValueType.DURATION));
    }

    private FlushConfig flush() {
        return new FlushConfig(
                values.read("flush.blocks", ValueType.NUMBER),
                values.read("flush.interval", ValueType.DURATION),
                values.read("flush.buffered-bytes-max", ValueType.SIZE));
    }

    private DatabasesConfig databases(Path directory) {
        return new DatabasesConfig(
                values.read("storage.kind", ValueType.oneOf(StorageKind.class)),
                directory,
                values.read("storage.durability", ValueType.oneOf(Durability.class)),
                new RocksKeys(values).read());
    }

    private SnapshotsConfig snapshots(Path dataDirectory) {
        String key = "snapshots.directory";
        Path standard = dataDirectory.resolve("snapshots");
        values.layDefaults(ConfigFactory.empty()
                .withValue(key, ConfigValueFactory.fromAnyRef(standard.toString(), "the data directory")));
        return values.build(() -> new SnapshotsConfig(
                values.read(key, ValueType.PATH),
                new SnapshotPolicy(
                        values.read("snapshots.every-blocks", ValueType.NUMBER),
                        values.read("snapshots.interval-min", ValueType.DURATION)),
                values.read("snapshots.keep", ValueType.NUMBER),
                values.read("snapshots.bootstrap", ValueType.oneOf(SnapshotsConfig.Bootstrap.class)),
                values.read("snapshots.restore-damaged", ValueType.SWITCH)));
    }

    private RetentionConfig retention() {
        return new RetentionConfig(
                values.readIfSet("retention.blocks", ValueType.NUMBER),
                values.readIfSet("retention.age", ValueType.DURATION),
                values.read("retention.garbage-percent-max", ValueType.NUMBER),
                values.read("retention.check-interval", ValueType.DURATION));
    }

    private ReadConfig reads() {
        String key = "read.concurrent-disk-reads";
        int standard = ReadConfig.forProcessors(Runtime.getRuntime().availableProcessors())
                .concurrentDiskReads();
        values.layDefaults(ConfigFactory.empty()
                .withValue(key, ConfigValueFactory.fromAnyRef(standard, "twice the number of processors")));
        return new ReadConfig(values.read(key, ValueType.NUMBER));
    }

    private PipelineConfig pipeline() {
        return new PipelineConfig(
                values.read("pipeline.on-bad-record", ValueType.oneOf(PipelineConfig.OnBadRecord.class)),
                values.read("pipeline.poll-timeout", ValueType.DURATION),
                values.read("pipeline.retry-after", ValueType.DURATION));
    }

    private ApiConfig api() {
        return new ApiConfig(
                values.read("api.scans-max", ValueType.NUMBER),
                values.read("api.scan-time-max", ValueType.DURATION),
                values.read("api.streams-max", ValueType.NUMBER));
    }

    private HttpConfig http() {
        return new HttpConfig(
                values.read("http.host", ValueType.TEXT),
                values.read("http.port", ValueType.NUMBER),
                new LimitsConfig(
                        values.read("http.limits.connections-max", ValueType.NUMBER),
                        values.read("http.limits.header-bytes-max", ValueType.SMALL_SIZE),
                        values.read("http.limits.body-bytes-max", ValueType.SMALL_SIZE),
                        values.read("http.limits.bodies-bytes-max", ValueType.SMALL_SIZE),
                        values.read("http.limits.answers-bytes-max", ValueType.SMALL_SIZE),
                        values.read("http.limits.idle-time", ValueType.DURATION),
                        values.read("http.limits.request-time", ValueType.DURATION),
                        values.read("http.limits.reading-time", ValueType.DURATION)),
                tls(),
                tokens());
    }

    private TlsConfig tls() {
        return new TlsConfig(
                values.readIfSet("http.tls.certificate-file", ValueType.PATH),
                values.readIfSet("http.tls.key-file", ValueType.PATH),
                values.read("http.tls.clients", ValueType.oneOf(TlsConfig.Clients.class)),
                values.readIfSet("http.tls.client-ca-file", ValueType.PATH),
                values.read("http.tls.reload-interval", ValueType.DURATION));
    }

    private TokensConfig tokens() {
        return new TokensConfig(
                tokens("http.tokens.read"),
                values.readIfSet("http.tokens.read-file", ValueType.PATH),
                tokens("http.tokens.admin"),
                values.readIfSet("http.tokens.admin-file", ValueType.PATH),
                values.read("http.tokens.reload-interval", ValueType.DURATION));
    }

    private List<Token> tokens(String key) {
        return TokensConfig.tokens(key, values.read(key, ValueType.listOf(ValueType.TEXT)));
    }
}
