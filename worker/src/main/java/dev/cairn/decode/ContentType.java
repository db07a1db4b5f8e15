package dev.cairn.decode;

import java.util.Locale;

/// How an event is written down, as the `content-type` header of its record says, or else its topic's setting.
public enum ContentType {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private final String headerText;

    ContentType(String headerText) {
        this.headerText = headerText;
    }

    @Override
    public String toString() {
        return headerText;
    }

    /// Reads a header's text. Parameters such as `; charset=utf-8` are left aside, and case does not count.
    static ContentType ofHeader(String text) throws MalformedEvent {
        int parameters = text.indexOf(';');
        String type =
                (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/x-protobuf", "application/protobuf" -> PROTOBUF;
            case "application/json" -> JSON;
            default ->
                throw new MalformedEvent(
                        PROTOBUF + " or " + JSON, "the content type '" + text + "'", "header content-type");
        };
    }
}
