package dev.cairn.transfer;

import java.io.IOException;
import java.io.OutputStream;

/// Writes an export in one form. **Threading:** one thread.
interface StateSink {
    /// Key and value lie in one array, as a cursor has them.
    void entry(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength) throws IOException;

    /// All entries were written. Whoever opened the stream closes it.
    void end(long entries) throws IOException;

    static StateSink of(ExportForm form, TextForm text, ExportHead head, OutputStream out) throws IOException {
        return switch (form) {
            case NDJSON -> new JsonLines(head, text, out);
            case CSV -> new CsvLines(text, out);
            case PARQUET -> new ParquetFile(head, out);
            case CAIRN -> new CairnFileWriter(head, out);
        };
    }
}
