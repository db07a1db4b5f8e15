package dev.cairn.http;

import dev.cairn.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// What is answered.
///
/// @param headers  by name; `Content-Length` is the server's affair
public record Reply(int status, Map<String, String> headers, ReplyBody body) {
    private static final String CONTENT_TYPE = "Content-Type";

    public Reply {
        // Not copied: they are made here, one map for each reply.
        headers = Collections.unmodifiableMap(headers);
        headers.forEach(Reply::checkHeader);
    }

    public static Reply text(int status, String body) {
        return text(status, "text/plain; charset=utf-8", body.endsWith("\n") ? body : body + "\n");
    }

    public static Reply text(int status, String contentType, String body) {
        return bytes(status, contentType, Bytes.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    public static Reply json(int status, Json.Writer writer) {
        return bytes(status, "application/json", Bytes.wrap(Json.bytes(writer)));
    }

    public static Reply bytes(int status, String contentType, Bytes body) {
        return new Reply(status, Map.of(CONTENT_TYPE, contentType), new ReplyBody.Whole(body));
    }

    /// An answer that may be larger than memory, or that has no end.
    public static Reply stream(String contentType, ReplyBody.Streamed body) {
        return new Reply(200, Map.of(CONTENT_TYPE, contentType), body);
    }

    /// Without a body: what the client has still holds.
    public static Reply notModified() {
        return new Reply(304, Map.of(), new ReplyBody.Whole(Bytes.EMPTY));
    }

    /// A line break in a value would end it and begin another header, or the body. Nothing that a client has sent
    /// stands in a header today; this sees to it that it could do no harm.
    private static void checkHeader(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        "expected header " + name + " to be of printable ASCII, but character " + i + " is "
                                + (int) value.charAt(i) + "; encode what is put into it");
            }
        }
    }

    public Reply with(String header, String value) {
        return with(Map.of(header, value));
    }

    public Reply with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }
}
