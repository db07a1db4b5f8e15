package dev.cairn.feed;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// What the broker answered. **Threading:** answers come on the producer's thread, any thread may ask.
final class Acknowledgements implements Callback {
    private final LongAdder count = new LongAdder();
    private final AtomicReference<@Nullable Exception> firstFailure = new AtomicReference<>();

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            count.increment();
        } else {
            firstFailure.compareAndSet(null, failure);
        }
    }

    long count() {
        return count.sum();
    }

    /// What follows a record that is not delivered would be a chain with a hole.
    void check() {
        Exception failure = firstFailure.get();
        if (failure != null) {
            throw new IllegalStateException(
                    "expected Kafka to take every record of the feed, but not all are delivered: " + failure, failure);
        }
    }
}
