package dev.cairn.transfer;

import dev.cairn.model.StateKey;
import dev.cairn.storage.BlockRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.zip.CRC32C;

/// Writes Cairn's own form: pieces, each with its length and checksum. The last one says how many entries
/// there are, so a file that was cut is known from one that is whole.
final class CairnFileWriter implements StateSink {
    private final OutputStream out;
    private final Piece piece = new Piece();

    CairnFileWriter(ExportHead head, OutputStream out) throws IOException {
        this.out = out;
        out.write(CairnFile.MAGIC);
        head(head);
    }

    /// What the block changed; comes before the entries.
    void changedKeys(Iterator<StateKey> keys) throws IOException {
        while (keys.hasNext()) {
            byte[] key = keys.next().bytes().toArray();
            piece.bytes(key, 0, key.length);
            writeIfFull(CairnFile.CHANGED_KEYS);
        }
        write(CairnFile.CHANGED_KEYS);
    }

    @Override
    public void entry(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength) throws IOException {
        piece.bytes(array, keyOffset, keyLength);
        piece.bytes(array, valueOffset, valueLength);
        writeIfFull(CairnFile.ENTRIES);
    }

    @Override
    public void end(long entries) throws IOException {
        write(CairnFile.ENTRIES);
        piece.number(entries);
        write(CairnFile.END);
    }

    private void head(ExportHead head) throws IOException {
        BlockRecord block = head.block();
        piece.number(CairnFile.VERSION);
        piece.number(head.isWhole() ? 1 : 0);
        piece.text(head.identity().clusterId());
        piece.number(head.identity().shard());
        piece.number(head.identity().topicIds().size());
        for (var topic : head.identity().topicIds().entrySet()) {
            piece.text(topic.getKey());
            piece.text(topic.getValue());
        }
        piece.text(head.identity().handler().orElse(""));
        piece.number(block.height());
        piece.bytes(block.ref().hash().bytes().toArray());
        piece.bytes(
                block.facts().parent().map(parent -> parent.bytes().toArray()).orElse(new byte[0]));
        piece.number(block.facts().timestampMs());
        piece.number(block.chainTimeMs());
        piece.bytes(block.digest().toArray());
        piece.number(block.changeCount());
        resume(block);
        write(CairnFile.HEAD);
    }

    private void resume(BlockRecord block) throws IOException {
        var resume = block.facts().resumeAfter();
        piece.number(resume.nextOffsets().size());
        for (var next : resume.nextOffsets().entrySet()) {
            piece.text(next.getKey().topic());
            piece.number(next.getKey().partition());
            piece.number(next.getValue());
        }
        piece.number(resume.announcements().upTo());
        piece.number(resume.announcements().highest());
        piece.number(resume.announcements().finalized());
    }

    private void writeIfFull(byte kind) throws IOException {
        if (piece.size() >= CairnFile.PIECE_BYTES) {
            write(kind);
        }
    }

    private void write(byte kind) throws IOException {
        if (piece.size() > 0) {
            piece.writeTo(out, kind);
        }
    }

    /// What is gathered for one piece.
    private static final class Piece {
        private final Buffer buffer = new Buffer();
        private final DataOutputStream data = new DataOutputStream(buffer);
        private final CRC32C checksum = new CRC32C();

        int size() {
            return buffer.size();
        }

        void number(long number) throws IOException {
            data.writeLong(number);
        }

        void text(String text) throws IOException {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        void bytes(byte[] array) throws IOException {
            bytes(array, 0, array.length);
        }

        void bytes(byte[] array, int offset, int length) throws IOException {
            data.writeInt(length);
            data.write(array, offset, length);
        }

        void writeTo(OutputStream out, byte kind) throws IOException {
            ByteBuffer header = ByteBuffer.allocate(1 + Integer.BYTES).put(kind).putInt(buffer.size());
            checksum.reset();
            checksum.update(header.array());
            buffer.update(checksum);
            out.write(header.array());
            buffer.writeTo(out);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) checksum.getValue())
                    .array());
            buffer.reset();
        }
    }

    /// Whose bytes are summed where they lie.
    private static final class Buffer extends ByteArrayOutputStream {
        void update(CRC32C checksum) {
            checksum.update(buf, 0, count);
        }
    }
}
