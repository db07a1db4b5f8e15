package dev.cairn.e2e.child;

import dev.cairn.model.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a contender says to a [Question].
///
/// @param value  nothing if the key has none at that height; an empty value is a value
public record Answer(Optional<Bytes> value) {
    private static final byte[] ABSENT = {0};

    public static void write(Path file, List<Answer> answers) throws IOException {
        RowFile.write(file, answers.stream().map(Answer::row).toList());
    }

    public static List<Answer> read(Path file) throws IOException {
        return RowFile.read(file).stream().map(Answer::ofRow).toList();
    }

    private byte[] row() {
        return value.map(Answer::marked).orElse(ABSENT);
    }

    private static byte[] marked(Bytes value) {
        byte[] row = new byte[1 + value.length()];
        row[0] = 1;
        System.arraycopy(value.toArray(), 0, row, 1, value.length());
        return row;
    }

    private static Answer ofRow(byte[] row) {
        return new Answer(
                Arrays.equals(row, ABSENT) ? Optional.empty() : Optional.of(Bytes.slice(row, 1, row.length - 1)));
    }
}
