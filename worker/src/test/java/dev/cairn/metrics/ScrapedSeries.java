package dev.cairn.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a scrape says of our series, without the buckets of histograms: `name{labels}` → value.
record ScrapedSeries(SortedMap<String, Double> values) {
    private static final Pattern SAMPLE = Pattern.compile("((?:cairn|rocksdb)_[^ {]+)(?:\\{(.*)})? (\\S+)");

    static ScrapedSeries of(WorkerMetrics metrics) {
        return of(metrics.scrape(SeriesFormat.TEXT).text());
    }

    static ScrapedSeries of(String text) {
        SortedMap<String, Double> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches() && !sample.group(1).endsWith("_bucket")) {
                values.put(
                        sample.group(1) + withoutShard(Objects.requireNonNullElse(sample.group(2), "")),
                        Double.valueOf(sample.group(3)));
            }
        }
        return new ScrapedSeries(values);
    }

    private static String withoutShard(String labels) {
        String others = labels.replaceFirst("(^|,)shard=\"3\"", "").replaceFirst("^,", "");
        return others.isEmpty() ? "" : "{" + others.replace("\"", "") + "}";
    }

    double value(String series) {
        Double value = values.get(series);
        if (value == null) {
            throw new AssertionError("expected " + series + " in the scrape, but it has only " + values.keySet());
        }
        return value;
    }

    double value(Metric metric) {
        return value(metric.prometheusName());
    }

    boolean has(Metric metric) {
        return values.containsKey(metric.prometheusName());
    }

    /// The series that differ from an earlier scrape, with what they are now.
    SortedMap<String, Double> movedSince(ScrapedSeries before) {
        SortedMap<String, Double> moved = new TreeMap<>();
        Collection<String> all = new TreeSet<>(values.keySet());
        all.addAll(before.values.keySet());
        for (String series : all) {
            Double now = values.get(series);
            if (!Objects.equals(now, before.values.get(series))) {
                moved.put(series, now == null ? Double.NaN : now);
            }
        }
        return moved;
    }

    @Override
    public String toString() {
        return values.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("\n"));
    }
}
