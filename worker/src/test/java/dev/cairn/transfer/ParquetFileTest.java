package dev.cairn.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.StorageIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Files of these digests were read back with another program (pyarrow 25): two row groups and more of
/// them, empty values, every key and value as it was written, and what is said of the block. Who changes
/// how files are written reads them again so: `-DparquetTo=FOLDER` leaves them there.
class ParquetFileTest {
    @Test
    void aFileIsTheOneThatOthersHaveRead() throws IOException, NoSuchAlgorithmException {
        assertThat(List.of(
                        sha256("few", file(3, 10)), sha256("none", file(0, 10)), sha256("many", file(20_000, 10_000))))
                .containsExactly(
                        "e2487d7623aa4f175ca2f58a88b6a073b928ed070f7c394580156a35b723bb9c",
                        "e41149ce3d2c573f7f2c55e3f9d534d2bf4a8c248ec742c8e0502027551d87b1",
                        "e08dc57cb401bdddf5fb0e27a0e4486ffe8bdfe5e7fd934d022ec64c321d54c5");
    }

    private static byte[] file(int rows, int valueLength) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParquetFile file = new ParquetFile(head(), out);
        for (int row = 0; row < rows; row++) {
            byte[] key = "key%08d".formatted(row).getBytes(StandardCharsets.UTF_8);
            int length = row % 7 == 0 ? 0 : row * 31 % valueLength;
            byte[] both = Arrays.copyOf(key, key.length + length);
            Arrays.fill(both, key.length, both.length, (byte) row);
            file.entry(both, 0, key.length, key.length, length);
        }
        file.end(rows);
        return out.toByteArray();
    }

    private static ExportHead head() {
        BlockRef ref = new BlockRef(new BlockHeight(12), new BlockHash(Bytes.ofHex("aabb")));
        BlockFacts facts = new BlockFacts(ref, Optional.empty(), 0, ResumeOffsets.NONE);
        return new ExportHead(
                new StorageIdentity("cluster", new TreeMap<>(), 3),
                new BlockRecord(facts, 0, Bytes.ofHex("cc"), 0),
                true);
    }

    private static String sha256(String name, byte[] file) throws NoSuchAlgorithmException, IOException {
        String folder = System.getProperty("parquetTo");
        if (folder != null) {
            Files.write(Path.of(folder).resolve(name + ".parquet"), file);
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    }
}
