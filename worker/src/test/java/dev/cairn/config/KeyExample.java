package dev.cairn.config;

import java.util.List;

/// A key with a value other than its default, and one that is refused.
///
/// @param accepted  part of what the refusal says is accepted
record KeyExample(String key, String other, String bad, String accepted) {
    /// Every key there is.
    static final List<KeyExample> ALL = List.of(
            new KeyExample("shards", "[3, 1]", "[1, 1]", "none twice"),
            new KeyExample("data-directory", "\"/srv/cairn\"", "\"\"", "a path"),
            new KeyExample("profile", "heavy", "enormous", "light, medium, heavy"),
            new KeyExample("source.bootstrap-servers", "\"b1:9092,b2:9092\"", "\"\"", "localhost:9092"),
            new KeyExample("source.blocks-topic", "b", "\"\"", "as blocks"),
            new KeyExample("source.transactions-topic", "t", "\"\"", "as transactions"),
            new KeyExample("source.fan-in", "true", "perhaps", "true or false"),
            new KeyExample("source.group-id", "g", "\"\"", "as cairn"),
            new KeyExample("source.check-interval", "20s", "0s", "10s is a good start"),
            new KeyExample("decode.blocks-format", "json", "xml", "protobuf, json"),
            new KeyExample("decode.transactions-format", "json", "avro", "protobuf, json"),
            new KeyExample("assemble.first-block", "any", "second", "genesis, any"),
            new KeyExample("assemble.finality-depth", "12", "-1", "64 is a good start, and 0 is for"),
            new KeyExample("assemble.incomplete-after-blocks", "65", "0", "at least 1; 64"),
            new KeyExample("assemble.buffered-bytes-max", "1 GiB", "1 KiB", "at least 1 MiB"),
            new KeyExample("assemble.on-deep-reorg", "rewind", "ignore", "halt, rewind"),
            new KeyExample("handle.handler", "ledger", "ledgr", "ledger, writes"),
            new KeyExample("mvcc.keep-recent-versions", "5", "0", "set mvcc.cache-bytes-max to 0"),
            new KeyExample("mvcc.cache-bytes-max", "3 MiB", "much", "a size"),
            new KeyExample("mvcc.version-ttl", "1h", "0s", "10m is a good start"),
            new KeyExample("flush.blocks", "200", "0", "100 is a good start"),
            new KeyExample("flush.interval", "7s", "0s", "5s is a good start"),
            new KeyExample("flush.buffered-bytes-max", "100 MiB", "0", "32 MiB is a good start"),
            new KeyExample("storage.kind", "memory", "tape", "memory, rocksdb"),
            new KeyExample("storage.durability", "kafka", "never", "wal, kafka"),
            new KeyExample("storage.rocksdb.budget", "1 GiB", "1 MiB", "at least 8388608"),
            new KeyExample("storage.rocksdb.memtable-bytes-max", "100 MiB", "1 TiB", "from 1048576 to"),
            new KeyExample("storage.rocksdb.write-buffer-size", "20 MiB", "1 KiB", "from 65536 to"),
            new KeyExample("storage.rocksdb.write-buffer-count", "5", "65", "from 2 to 64"),
            new KeyExample("storage.rocksdb.write-buffers-to-merge", "2", "0", "from 1 to"),
            new KeyExample("storage.rocksdb.max-open-files", "1000", "0", "from 32 to"),
            new KeyExample("storage.rocksdb.target-file-size", "70 MiB", "5 GiB", "from 32768 to 4294967296"),
            new KeyExample("storage.rocksdb.block-size", "8 KiB", "3 GiB", "below 2 GiB"),
            new KeyExample("storage.rocksdb.bloom-bits-per-key", "12", "33", "from 0 to 32"),
            new KeyExample("storage.rocksdb.background-jobs", "3", "257", "from 1 to 256"),
            new KeyExample("storage.rocksdb.subcompactions", "4", "1.5", "a whole number"),
            new KeyExample("storage.rocksdb.level0-trigger", "8", "101", "from 1 to 100"),
            new KeyExample("storage.rocksdb.level-base-size", "300 MiB", "1 KiB", "at least 65536"),
            new KeyExample("storage.rocksdb.rate-limit", "50 MiB", "-1", "a size"),
            new KeyExample("storage.rocksdb.wal-bytes-max", "2 GiB", "1 KiB", "at least 1048576"),
            new KeyExample("storage.rocksdb.fsync", "true", "sometimes", "true or false"),
            new KeyExample(
                    "storage.rocksdb.compression.levels", "[none, zstd]", "[lzma]", "a list of which each is one"),
            new KeyExample("storage.rocksdb.compression.bottom", "lz4", "gzip", "none, snappy, lz4, zstd"),
            new KeyExample("storage.rocksdb.compression.cold", "snappy", "bzip2", "none, snappy, lz4, zstd"),
            new KeyExample("storage.rocksdb.dictionary-size", "4 KiB", "2 MiB", "from 0 to 1048576"),
            new KeyExample("storage.rocksdb.create-if-missing", "false", "ask", "true or false"),
            new KeyExample(
                    "storage.rocksdb.tiers",
                    "[{ directory = \"/nvme\", bytes-max = 1 GiB }]",
                    "[{ dir = /nvme }]",
                    "{ directory = …, bytes-max = … }"),
            new KeyExample("storage.rocksdb.cold-directory", "\"/hdd\"", "[1]", "a path"),
            new KeyExample("storage.rocksdb.statistics", "false", "many", "true or false"),
            new KeyExample("snapshots.directory", "\"/backup\"", "\"\"", "a path"),
            new KeyExample("snapshots.every-blocks", "77", "-1", "0 is never"),
            new KeyExample("snapshots.interval-min", "5m", "\"soon\"", "a duration"),
            new KeyExample("snapshots.keep", "3", "0", "as 10"),
            new KeyExample("snapshots.bootstrap", "snapshot", "newest", "none, snapshot"),
            new KeyExample("snapshots.restore-damaged", "false", "never", "true or false"),
            new KeyExample("snapshots.repository.kind", "s3", "tape", "none, directory, s3"),
            new KeyExample("snapshots.repository.directory", "\"/mnt/backup\"", "\"\"", "a path"),
            new KeyExample("snapshots.repository.parallel", "8", "65", "4 is a good start"),
            new KeyExample("snapshots.repository.s3.bucket", "b-1", "\"a/b\"", "as cairn-snapshots"),
            new KeyExample("snapshots.repository.s3.prefix", "\"a/b\"", "\"/a\"", "as cairn/production"),
            new KeyExample("snapshots.repository.s3.region", "eu-central-1", "\"in Europe\"", "as eu-central-1"),
            new KeyExample(
                    "snapshots.repository.s3.endpoint", "\"http://h:1\"", "\"h\"", "as https://minio.example:9000"),
            new KeyExample("snapshots.repository.s3.path-style", "true", "both", "true or false"),
            new KeyExample("snapshots.repository.s3.access-key-id", "other-id", "\" \"", "the id of a key"),
            new KeyExample("snapshots.repository.s3.secret-access-key", "other-secret", "\" \"", "the key's secret"),
            new KeyExample("retention.blocks", "1000", "0", "the newest block is always kept"),
            new KeyExample("retention.age", "7d", "0s", "keeps blocks of any age"),
            new KeyExample("retention.garbage-percent-max", "50", "101", "25 is a good start"),
            new KeyExample("retention.check-interval", "1m", "0s", "10s is a good start"),
            new KeyExample("read.concurrent-disk-reads", "77", "0", "twice the number of processors"),
            new KeyExample("pipeline.on-bad-record", "dead-letter", "skip", "halt, dead-letter"),
            new KeyExample("pipeline.poll-timeout", "50ms", "0s", "100ms is a good start"),
            new KeyExample("pipeline.retry-after", "2s", "5", "a duration with its unit"),
            new KeyExample("dead-letters.topic", "letters", "\"\"", "cairn-dead-letters"),
            new KeyExample("api.scans-max", "10", "0", "64 is a good start"),
            new KeyExample("api.scan-time-max", "1h", "0s", "10m is a good start"),
            new KeyExample("api.streams-max", "10", "-1", "2000 is a good start"),
            new KeyExample("http.host", "\"0.0.0.0\"", "\"\"", "127.0.0.1 for this machine only"),
            new KeyExample("http.port", "8080", "65536", "from 0, for any that is free, to 65535"),
            new KeyExample("http.limits.connections-max", "100", "0", "16384 is a good start"),
            new KeyExample("http.limits.header-bytes-max", "32 KiB", "1", "from 1 KiB to 1 MiB"),
            new KeyExample("http.limits.body-bytes-max", "2 MiB", "2 GiB", "a size below 2 GiB"),
            new KeyExample("http.limits.bodies-bytes-max", "128 MiB", "1 KiB", "64 MiB is a good start"),
            new KeyExample("http.limits.answers-bytes-max", "64 MiB", "0", "128 MiB is a good start"),
            new KeyExample("http.limits.idle-time", "2m", "0s", "60s is a good start"),
            new KeyExample("http.limits.request-time", "5s", "0s", "10s is a good start"),
            new KeyExample("http.limits.reading-time", "30s", "0s", "10s is a good start"),
            new KeyExample("http.tls.certificate-file", "\"/tls/c.pem\"", "\"\"", "a path"),
            new KeyExample("http.tls.key-file", "\"/tls/k.pem\"", "\"\"", "a path"),
            new KeyExample("http.tls.clients", "need", "perhaps", "none, want, need"),
            new KeyExample("http.tls.client-ca-file", "\"/tls/a.pem\"", "\"\"", "a path"),
            new KeyExample("http.tls.reload-interval", "1m", "0s", "10s is a good start"),
            new KeyExample("http.tokens.read", "[one-that-may-read, 5e77777777777777]", "short", "at least 16"),
            new KeyExample("http.tokens.read-file", "\"/tokens/read\"", "\"\"", "a path"),
            new KeyExample(
                    "http.tokens.admin",
                    "[one-that-may-do-all]",
                    "\"with blanks between\"",
                    "letters, digits and -._~+/"),
            new KeyExample("http.tokens.admin-file", "\"/tokens/admin\"", "\"\"", "a path"),
            new KeyExample("http.tokens.reload-interval", "1m", "0s", "10s is a good start"));

    /// The value as it is shown.
    String shown() {
        return isSecret() ? "\"<hidden>\"" : other;
    }

    /// Of what is hidden nothing can be loaded again.
    boolean isSecret() {
        return List.of("http.tokens.read", "http.tokens.admin").contains(key) || key.contains("access-key");
    }

    String assignment() {
        return key + " = " + other;
    }

    String badAssignment() {
        return key + " = " + bad;
    }
}
