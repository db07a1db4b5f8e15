package dev.cairn.synthetic;

/// How an event is written down.
public enum EventFormat {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private final String contentType;

    EventFormat(String contentType) {
        this.contentType = contentType;
    }

    /// What the `content-type` header of such a record says.
    public String contentType() {
        return contentType;
    }
}
