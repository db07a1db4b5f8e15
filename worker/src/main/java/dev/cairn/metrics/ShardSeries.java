package dev.cairn.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Our series in a registry, for one shard. Some count as things happen; the others are shown anew for each scrape, and
/// what is not known then is absent: neither 0, which would be a lie, nor NaN, which alerts cannot compare.
/// **Threading:** what counts, any thread; what is shown, one thread at a time.
final class ShardSeries {
    private final MeterRegistry registry;
    private final int shard;
    private final Map<Place, Shown> shown = new HashMap<>();

    ShardSeries(MeterRegistry registry, int shard) {
        this.registry = registry;
        this.shard = shard;
    }

    private record Place(Metric metric, List<String> labelValues) {}

    private static final class Shown {
        private volatile double value;
        private final Meter meter;

        Shown(Function<Shown, Meter> register) {
            meter = register.apply(this);
        }

        double value() {
            return value;
        }
    }

    Count counter(Metric metric, String... labelValues) {
        return new Count(Counter.builder(metric.prometheusName())
                .description(metric.help())
                .tags(tags(metric, List.of(labelValues)))
                .register(registry));
    }

    Timer durations(Metric metric, long... boundsMs) {
        return Timer.builder(metric.prometheusName())
                .description(metric.help())
                .tags(tags(metric, List.of()))
                .serviceLevelObjectives(
                        LongStream.of(boundsMs).mapToObj(Duration::ofMillis).toArray(Duration[]::new))
                .register(registry);
    }

    DistributionSummary sizes(Metric metric, long... bounds) {
        return DistributionSummary.builder(metric.prometheusName())
                .description(metric.help())
                .tags(tags(metric, List.of()))
                .serviceLevelObjectives(LongStream.of(bounds).asDoubleStream().toArray())
                .register(registry);
    }

    void show(Metric metric, double value, String... labelValues) {
        Place place = new Place(metric, List.of(labelValues));
        shown.computeIfAbsent(place, at -> new Shown(series -> register(at, series))).value = value;
    }

    /// Doubles hold whole numbers exactly up to 2^53.
    void show(Metric metric, long value, String... labelValues) {
        show(metric, (double) value, labelValues);
    }

    void hide(Metric metric, String... labelValues) {
        Shown series = shown.remove(new Place(metric, List.of(labelValues)));
        if (series != null) {
            var _ = registry.remove(series.meter);
        }
    }

    void hideAll() {
        shown.values().forEach(series -> {
            var _ = registry.remove(series.meter);
        });
        shown.clear();
    }

    void show(Metric metric, OptionalLong value, String... labelValues) {
        if (value.isPresent()) {
            show(metric, value.getAsLong(), labelValues);
        } else {
            hide(metric, labelValues);
        }
    }

    // The registry itself would let go of a value that nobody else holds; ours are held in the map.
    private Meter register(Place place, Shown series) {
        Metric metric = place.metric();
        Tags tags = tags(metric, place.labelValues());
        return switch (metric.kind()) {
            case GAUGE ->
                Gauge.builder(metric.prometheusName(), series, Shown::value)
                        .description(metric.help())
                        .tags(tags)
                        .register(registry);
            case COUNTER ->
                FunctionCounter.builder(metric.prometheusName(), series, Shown::value)
                        .description(metric.help())
                        .tags(tags)
                        .register(registry);
            case DURATIONS, SIZES ->
                throw new IllegalArgumentException("expected a gauge or a counter to show, but " + metric + " is a "
                        + metric.kind() + "; it counts as things happen");
        };
    }

    private Tags tags(Metric metric, List<String> labelValues) {
        if (labelValues.size() != metric.labels().size()) {
            throw new IllegalArgumentException(
                    "expected values for the labels " + metric.labels() + " of " + metric + ", but got " + labelValues);
        }
        Tags tags = Tags.of("shard", Integer.toString(shard));
        for (int i = 0; i < labelValues.size(); i++) {
            tags = tags.and(metric.labels().get(i), labelValues.get(i));
        }
        return tags;
    }
}
