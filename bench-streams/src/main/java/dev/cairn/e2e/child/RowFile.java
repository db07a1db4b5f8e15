package dev.cairn.e2e.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs of bytes in a file, in order: how processes pass what is too long for a command line.
public final class RowFile {
    private RowFile() {}

    public static void write(Path file, List<byte[]> rows) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(rows.size());
            for (byte[] row : rows) {
                out.writeInt(row.length);
                out.write(row);
            }
        }
    }

    public static List<byte[]> read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            List<byte[]> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte[] row = new byte[in.readInt()];
                in.readFully(row);
                rows.add(row);
            }
            return rows;
        }
    }
}
