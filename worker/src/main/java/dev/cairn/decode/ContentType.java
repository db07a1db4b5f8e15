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

    /// Reads a header's text. Case does not count. Of parameters only a charset means anything, and there is only one.
    static ContentType ofHeader(String text) throws MalformedEvent {
        String[] parts = text.toLowerCase(Locale.ROOT).split(";", -1);
        ContentType type = switch (parts[0].strip()) {
            case "application/x-protobuf", "application/protobuf" -> PROTOBUF;
            case "application/json" -> JSON;
            default -> throw unknown(PROTOBUF + " or " + JSON, text);
        };
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replaceAll("[\\s\"]", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                throw unknown("the charset utf-8", text);
            }
        }
        return type;
    }

    private static MalformedEvent unknown(String expected, String text) {
        return new MalformedEvent(expected, "the content type '" + text + "'", "header content-type");
    }
}
