package dev.cairn.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/// Comma-separated values as RFC 4180 has them, with a heading.
final class CsvLines implements StateSink {
    private static final byte[] COMMA = {','};
    private static final byte[] LINE_END = {'\r', '\n'};

    private final TextForm form;
    private final OutputStream out;
    private final LineBuffer line = new LineBuffer();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    CsvLines(TextForm form, OutputStream out) throws IOException {
        this.form = form;
        this.out = out;
        out.write("key,value".getBytes(StandardCharsets.US_ASCII));
        out.write(LINE_END);
    }

    @Override
    public void entry(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength) throws IOException {
        field(array, keyOffset, keyLength);
        line.add(COMMA);
        field(array, valueOffset, valueLength);
        line.add(LINE_END);
        line.writeTo(out);
    }

    /// The form has no place for how many there were.
    @Override
    public void end(long entries) {}

    private void field(byte[] array, int offset, int length) {
        if (form == TextForm.UTF8) {
            line.add(quoted(TextForm.checkedText(decoder, array, offset, length).toString())
                    .getBytes(StandardCharsets.UTF_8));
        } else {
            form.add(line, array, offset, length);
        }
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(next -> next == ',' || next == '"' || next == '\r' || next == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
