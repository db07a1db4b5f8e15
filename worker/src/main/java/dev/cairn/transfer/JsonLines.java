package dev.cairn.transfer;

import dev.cairn.model.BlockRef;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/// The lines that a scan over HTTP gives: the block, the entries, and at last how many they were. Without
/// the last line something is missing.
final class JsonLines implements StateSink {
    private static final byte[] KEY = utf8("{\"key\":\"");
    private static final byte[] VALUE = utf8("\",\"value\":\"");
    private static final byte[] END = utf8("\"}\n");

    private final TextForm form;
    private final OutputStream out;
    private final LineBuffer line = new LineBuffer();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    JsonLines(ExportHead head, TextForm form, OutputStream out) throws IOException {
        this.form = form;
        this.out = out;
        BlockRef at = head.block().ref();
        out.write(utf8("{\"shard\":%d,\"at\":{\"height\":%d,\"hash\":\"%s\"}}\n"
                .formatted(head.identity().shard(), at.height().value(), at.hash())));
    }

    @Override
    public void entry(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength) throws IOException {
        line.add(KEY);
        text(array, keyOffset, keyLength);
        line.add(VALUE);
        text(array, valueOffset, valueLength);
        line.add(END);
        line.writeTo(out);
    }

    @Override
    public void end(long entries) throws IOException {
        out.write(utf8("{\"entries\":" + entries + "}\n"));
    }

    private void text(byte[] array, int offset, int length) {
        if (form == TextForm.UTF8) {
            line.add(utf8(escaped(TextForm.checkedText(decoder, array, offset, length))));
        } else {
            form.add(line, array, offset, length);
        }
    }

    private static String escaped(CharBuffer text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                default -> {
                    if (next < ' ') {
                        escaped.append("\\u%04x".formatted((int) next));
                    } else {
                        escaped.append(next);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
