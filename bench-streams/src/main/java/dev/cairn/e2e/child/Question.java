package dev.cairn.e2e.child;

import dev.cairn.model.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// What a contender is asked once it has caught up: the value of a key right after the block of a height.
public record Question(long height, Bytes key) {
    public static void write(Path file, List<Question> questions) throws IOException {
        RowFile.write(file, questions.stream().map(Question::row).toList());
    }

    public static List<Question> read(Path file) throws IOException {
        return RowFile.read(file).stream().map(Question::ofRow).toList();
    }

    private byte[] row() {
        return ByteBuffer.allocate(Long.BYTES + key.length())
                .putLong(height)
                .put(key.toArray())
                .array();
    }

    private static Question ofRow(byte[] row) {
        return new Question(ByteBuffer.wrap(row).getLong(), Bytes.slice(row, Long.BYTES, row.length - Long.BYTES));
    }
}
