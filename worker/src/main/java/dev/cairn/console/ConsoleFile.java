package dev.cairn.console;

import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.model.Bytes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file of the page, as it was built.
///
/// @param tag  of its content, so that a browser takes a file anew after an upgrade, and only then
record ConsoleFile(String mediaType, String tag, Bytes content) {
    static ConsoleFile read(String name) {
        byte[] content = content("/console/" + name);
        return new ConsoleFile(mediaType(name), tag(content), Bytes.wrap(content));
    }

    Reply answer(Request request) {
        boolean clientHasIt = request.header("If-None-Match")
                .filter(tags -> tags.contains(tag))
                .isPresent();
        Reply reply = clientHasIt ? Reply.notModified() : Reply.bytes(200, mediaType, content);
        // Modules name each other, so names cannot change with their content: the browser asks each time, and is told
        // in a few bytes that nothing is new.
        return reply.with("ETag", tag).with("Cache-Control", "no-cache");
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default ->
                throw new IllegalArgumentException(
                        "expected a file of html, css, js or svg, but got " + name + "; say here what it is");
        };
    }

    private static byte[] content(String path) {
        try (InputStream in = ConsoleFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException("expected " + path + " in the worker's jar; build it anew");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected the JDK to know SHA-256, as each has to", e);
        }
    }
}
