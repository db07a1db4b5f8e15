package dev.cairn.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.spelling.Spelling;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Why a request was not answered, and what to do: a problem document of RFC 9457.
///
/// @param name    of its kind, which programs go by; the last segment of `type`
/// @param title   the same for all of its kind
/// @param detail  this one, for people: what was expected, what came, what to do
/// @param facts   further members, for programs; texts, numbers, booleans, and maps of them
public record Problem(int status, String name, String title, String detail, Map<String, Object> facts) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final int UNAVAILABLE = 503;

    public Problem {
        facts = Map.copyOf(facts);
    }

    /// A parameter has a value that cannot be, or has none.
    ///
    /// @param given  empty if it is missing
    public static Problem badParameter(String parameter, Optional<String> given, String accepted) {
        Map<String, Object> facts = new TreeMap<>(Map.of("parameter", parameter, "accepted", accepted));
        given.ifPresent(value -> facts.put("given", value));
        return new Problem(
                400,
                "bad-parameter",
                "A parameter is not what it has to be",
                parameter + given.map(value -> " is '" + value + "'").orElse(" is missing") + ", but it has to be "
                        + accepted,
                facts);
    }

    public static Problem unknownParameter(String parameter, Collection<String> known) {
        String names = known.isEmpty() ? "none" : String.join(", ", known);
        String meant = Spelling.nearest(parameter, known)
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
        return new Problem(
                400,
                "unknown-parameter",
                "There is no such parameter",
                "there is no parameter '" + parameter + "' here" + meant + "; known are: " + names,
                Map.of("parameter", parameter, "accepted", names));
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", "The request cannot be understood", detail, Map.of());
    }

    static Problem tooLarge(int bytesMax) {
        return new Problem(
                413,
                "too-large",
                "The body is too large",
                "expected at most " + bytesMax + " bytes; ask for less at a time",
                Map.of("bytesMax", bytesMax));
    }

    public static Problem noSuchPath(String path) {
        return new Problem(
                404,
                "no-such-path",
                "There is nothing at this path",
                path + " is no path; /help lists those there are",
                Map.of());
    }

    /// What can be asked again, and be answered, once the worker runs again.
    public static Problem closing() {
        return new Problem(
                UNAVAILABLE, "closing", "The worker is being stopped", "ask again when it has been started", Map.of());
    }

    static Problem otherMethod(String detail) {
        return new Problem(405, "other-method", "The path does not take this method", detail, Map.of());
    }

    /// What went wrong is in the log only: a client may not be one who should know how the worker is built and what it
    /// holds.
    ///
    /// @param id  by which it is found there
    static Problem failed(String path, String id) {
        return new Problem(
                500,
                "failed",
                "The worker failed to answer",
                "cannot answer " + path + "; whoever runs the worker finds the reason in its log by the id " + id,
                Map.of("id", id));
    }

    public Reply reply() {
        Reply reply = Reply.json(status, this::write).with("Content-Type", MEDIA_TYPE);
        return status == UNAVAILABLE ? reply.with("Retry-After", "1") : reply;
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "/problems/" + name);
        json.writeStringField("title", title);
        json.writeNumberField("status", status);
        json.writeStringField("detail", detail);
        for (Map.Entry<String, Object> fact : new TreeMap<>(facts).entrySet()) {
            json.writePOJOField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
    }
}
