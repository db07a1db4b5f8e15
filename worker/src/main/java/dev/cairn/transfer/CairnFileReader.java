package dev.cairn.transfer;

import dev.cairn.model.Announcements;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.StorageIdentity;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Reads Cairn's own form, piece by piece. Throws [ExportRefusedException] for a file that is another,
/// newer, damaged or cut.
final class CairnFileReader {
    private final String name;
    private final DataInputStream in;
    private final CRC32C checksum = new CRC32C();
    private long bytesRead = CairnFile.MAGIC.length;

    CairnFileReader(String name, InputStream in) throws IOException {
        this.name = name;
        this.in = new DataInputStream(in);
        if (!Arrays.equals(this.in.readNBytes(CairnFile.MAGIC.length), CairnFile.MAGIC)) {
            throw new ExportRefusedException(
                    name + " is no export in Cairn's own form. Only those can be imported: they"
                            + " are made by `cairn export --format cairn`.");
        }
    }

    /// A part of the file whose checksum was right.
    static final class Piece {
        private final byte kind;
        private final byte[] array;
        private final ByteBuffer content;

        Piece(byte kind, byte[] array) {
            this.kind = kind;
            this.array = array;
            content = ByteBuffer.wrap(array);
        }

        byte kind() {
            return kind;
        }

        /// What the content lies in, from its beginning on.
        byte[] array() {
            return array;
        }

        ByteBuffer content() {
            return content;
        }

        byte[] bytes() {
            byte[] bytes = new byte[length()];
            content.get(bytes);
            return bytes;
        }

        /// Of what comes next. One that nothing stands behind is refused before it costs memory.
        int length() {
            int length = content.getInt();
            if (length < 0 || length > content.remaining()) {
                throw new BufferUnderflowException();
            }
            return length;
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    Piece next() throws IOException {
        byte[] header = new byte[1 + Integer.BYTES];
        try {
            in.readFully(header);
            int length = ByteBuffer.wrap(header).getInt(1);
            if (length < 0 || length > CairnFile.PIECE_BYTES_MAX) {
                throw damaged();
            }
            byte[] content = in.readNBytes(length);
            if (content.length < length) {
                throw cut();
            }
            checksum.reset();
            checksum.update(header);
            checksum.update(content);
            if (in.readInt() != (int) checksum.getValue()) {
                throw damaged();
            }
            bytesRead += header.length + length + Integer.BYTES;
            return new Piece(header[0], content);
        } catch (EOFException _) {
            throw cut();
        }
    }

    /// Of the pieces so far.
    long bytesRead() {
        return bytesRead;
    }

    ExportHead head() throws IOException {
        Piece piece = next();
        if (piece.kind() != CairnFile.HEAD) {
            throw damaged();
        }
        try {
            long version = piece.content().getLong();
            if (version != CairnFile.VERSION) {
                throw new ExportRefusedException(name + " has version " + version + " of Cairn's form, but this release"
                        + " reads version " + CairnFile.VERSION
                        + ". Import it with the release that wrote it, or a newer"
                        + " one.");
            }
            return head(piece);
        } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException _) {
            throw damaged();
        }
    }

    private static ExportHead head(Piece piece) {
        ByteBuffer content = piece.content();
        boolean isWhole = content.getLong() == 1;
        String clusterId = piece.text();
        int shard = Math.toIntExact(content.getLong());
        TreeMap<String, String> topicIds = new TreeMap<>();
        for (long left = content.getLong(); left > 0; left--) {
            topicIds.put(piece.text(), piece.text());
        }
        Optional<String> handler = Optional.of(piece.text()).filter(text -> !text.isEmpty());
        BlockRef ref = new BlockRef(new BlockHeight(content.getLong()), new BlockHash(Bytes.wrap(piece.bytes())));
        Optional<BlockHash> parent = Optional.of(Bytes.wrap(piece.bytes()))
                .filter(bytes -> !bytes.isEmpty())
                .map(BlockHash::new);
        long timestampMs = content.getLong();
        long chainTimeMs = content.getLong();
        Bytes digest = Bytes.wrap(piece.bytes());
        int changeCount = Math.toIntExact(content.getLong());
        BlockFacts facts = new BlockFacts(ref, parent, timestampMs, resume(piece));
        return new ExportHead(
                new StorageIdentity(clusterId, topicIds, shard, handler),
                new BlockRecord(facts, chainTimeMs, digest, changeCount),
                isWhole);
    }

    private static ResumeOffsets resume(Piece piece) {
        ByteBuffer content = piece.content();
        TreeMap<SourcePartition, Long> offsets = new TreeMap<>();
        for (long left = content.getLong(); left > 0; left--) {
            offsets.put(new SourcePartition(piece.text(), Math.toIntExact(content.getLong())), content.getLong());
        }
        return new ResumeOffsets(offsets, new Announcements(content.getLong(), content.getLong(), content.getLong()));
    }

    /// Nothing may come behind the last piece.
    void expectEnd() throws IOException {
        if (in.read() >= 0) {
            throw damaged();
        }
    }

    ExportRefusedException damaged() {
        return new ExportRefusedException(
                name + " is damaged: a checksum, a length or the order of keys in it is not what is written. Copy it"
                        + " again, or export again.");
    }

    private ExportRefusedException cut() {
        return new ExportRefusedException(
                name + " ends too early: it was cut, or is still being written. Copy it again, or export again.");
    }
}
