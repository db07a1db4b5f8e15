package dev.cairn.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.http.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A chore of one shard that was begun: it runs, or has ended.
///
/// @param took  how long, once it has ended
record Task(
        String kind,
        int shard,
        Instant began,
        CompletableFuture<Map<String, Object>> outcome,
        CompletableFuture<Duration> took) {
    boolean isRunning() {
        return !outcome.isDone();
    }

    /// Why it came to nothing; empty if it did not, or runs.
    Optional<Throwable> failure() {
        return outcome.isCompletedExceptionally() ? Optional.of(cause(outcome.exceptionNow())) : Optional.empty();
    }

    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /// For people; what nobody foresaw is for the log.
    static String explanation(Throwable failure) {
        return failure instanceof RefusedException refused
                ? refused.problem().detail()
                : "something went wrong that nobody foresaw; the log of the worker says what";
    }

    void write(JsonGenerator json) throws IOException {
        Optional<Throwable> failure = failure();
        json.writeStartObject();
        json.writeStringField("task", kind);
        json.writeNumberField("shard", shard);
        json.writeStringField("state", isRunning() ? "running" : failure.isPresent() ? "failed" : "done");
        json.writeStringField("began", began.toString());
        json.writeFieldName("milliseconds");
        if (took.isDone()) {
            json.writeNumber(took.join().toMillis());
        } else {
            json.writeNull();
        }
        json.writeFieldName("result");
        if (isRunning() || failure.isPresent()) {
            json.writeNull();
        } else {
            json.writePOJO(new TreeMap<>(outcome.join()));
        }
        json.writeStringField("explanation", failure.map(Task::explanation).orElse(null));
        json.writeEndObject();
    }
}
