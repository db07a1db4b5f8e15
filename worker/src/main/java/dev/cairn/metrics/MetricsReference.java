package dev.cairn.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The page that lists all series, made from [Metric], so that it cannot say anything else.
final class MetricsReference {
    private static final String HEAD = """
            # Metrics

            Every series of ours at `/metrics`, made from the code: do not edit this page. How to watch them is in
            [operating.md](../operating.md).

            Each has the label `shard`. A series whose value is not known yet is absent: it is neither 0 nor NaN. Counters begin
            at 0 with the process. A histogram `x` comes as `x_bucket` with the label `le`, `x_count`, `x_sum`, and `x_max`, the
            largest of the last minutes. The names of RocksDB that have no `_total` rise all the same; `rate()` works on them.

            | series | type | unit | labels | what |
            |---|---|---|---|---|
            """;

    private static final String FOOT = """

            Of the process, without the label `shard`:

            | series | what |
            |---|---|
            | `cairn_info` | always 1; the label `version` names the release that runs |
            | `cairn_http_connections` | connections for HTTP that are open |
            | `cairn_http_streams` | streams of blocks that are open |
            | `cairn_http_scans` | lists of keys and changes that are being read |
            | `cairn_http_answer_bytes` | bytes of answers that wait in memory to be read by their clients, small ones left out; at most `http.limits.answers-bytes-max` |
            | `cairn_http_requests_total` | requests, by `outcome`: `answered`, `client-error`, `not-let-in` (no token or a wrong one, or a page of somebody else), `overloaded`, `failed`; what comes as a stream is counted when it ends |
            | `process_resident_memory_bytes` | what the process holds of the machine's memory, heap and native together; on Linux |
            | `jvm_…` | heap, garbage collection, threads, classes, as Micrometer names them |
            | `process_…`, `system_…` | processor, open files, uptime, as Micrometer names them |
            | `kafka_consumer_…` | what Kafka's own client measures, with the label `shard` |
            """;

    private MetricsReference() {}

    static String page() {
        return Arrays.stream(Metric.values()).map(MetricsReference::row).collect(Collectors.joining("", HEAD, FOOT));
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        metric.prometheusName(), metric.kind().prometheusType(), metric.unit(), labels, metric.help());
    }
}
