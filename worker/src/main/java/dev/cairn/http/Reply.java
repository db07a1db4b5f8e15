package dev.cairn.http;

/// What is answered.
public record Reply(int status, String contentType, String body) {
    private static final String TEXT = "text/plain; charset=utf-8";

    public static Reply text(int status, String body) {
        return new Reply(status, TEXT, body.endsWith("\n") ? body : body + "\n");
    }
}
