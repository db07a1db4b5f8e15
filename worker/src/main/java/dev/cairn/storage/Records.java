package dev.cairn.storage;

import dev.cairn.model.Announcements;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import java.util.Optional;
import java.util.TreeMap;

/// How our own rows are laid out in bytes. Changing one of these means raising [FormatVersion#CURRENT].
final class Records {
    private Records() {}

    static byte[] encode(BlockRecord block) {
        BlockFacts facts = block.facts();
        RecordWriter out = new RecordWriter();
        writeRef(out, facts.ref());
        out.bytes(facts.parent().map(parent -> parent.bytes().toArray()).orElse(new byte[0]));
        out.number(facts.timestampMs());
        writeOffsets(out, facts.resumeAfter());
        return out.number(block.chainTimeMs())
                .bytes(block.digest().toArray())
                .number(block.changeCount())
                .toArray();
    }

    static BlockRecord decodeBlock(byte[] record) {
        RecordReader in = new RecordReader("block record", record);
        BlockRef ref = readRef(in);
        Bytes parent = in.view();
        long timestampMs = in.number();
        ResumeOffsets resumeAfter = readOffsets(in);
        long chainTimeMs = in.number();
        Bytes digest = in.view();
        int changeCount = in.count(Integer.MAX_VALUE);
        in.end();
        Optional<BlockHash> parentHash = parent.isEmpty() ? Optional.empty() : Optional.of(hash(in, parent));
        return new BlockRecord(
                new BlockFacts(ref, parentHash, timestampMs, resumeAfter), chainTimeMs, digest, changeCount);
    }

    static byte[] encode(CommittedPosition position) {
        RecordWriter out = new RecordWriter();
        writeRef(out, position.block());
        out.bytes(position.digest().toArray());
        out.number(position.chainTimeMs());
        writeOffsets(out, position.resumeAfter());
        return out.number(position.finalizedHeight() - position.height()).toArray();
    }

    static CommittedPosition decodePosition(byte[] record) {
        RecordReader in = new RecordReader("row 'position'", record);
        BlockRef ref = readRef(in);
        Bytes digest = in.view();
        long chainTimeMs = in.number();
        ResumeOffsets resumeAfter = readOffsets(in);
        long ahead = in.number();
        in.end();
        return new CommittedPosition(
                ref, digest, chainTimeMs, resumeAfter, ref.height().value() + ahead);
    }

    static byte[] encode(StorageIdentity identity) {
        RecordWriter out = new RecordWriter().text(identity.clusterId()).number(identity.shard());
        out.number(identity.topicIds().size());
        identity.topicIds().forEach((topic, id) -> out.text(topic).text(id));
        return out.toArray();
    }

    static StorageIdentity decodeIdentity(byte[] record) {
        RecordReader in = new RecordReader("row 'identity'", record);
        String clusterId = in.text();
        int shard = in.count(Integer.MAX_VALUE);
        TreeMap<String, String> topicIds = new TreeMap<>();
        for (int left = in.count(record.length); left > 0; left--) {
            topicIds.put(in.text(), in.text());
        }
        in.end();
        return new StorageIdentity(clusterId, topicIds, shard);
    }

    static byte[] encodeName(String name) {
        return new RecordWriter().text(name).toArray();
    }

    static String decodeName(String of, byte[] record) {
        RecordReader in = new RecordReader(of, record);
        String name = in.text();
        in.end();
        return name;
    }

    static byte[] encodeHeight(long height) {
        byte[] key = new byte[Long.BYTES];
        BigEndian.put(key, 0, height);
        return key;
    }

    static long decodeHeight(String what, byte[] bytes) {
        if (bytes.length != Long.BYTES) {
            throw new RecordReader(what, bytes).corrupt("8 bytes of height", bytes.length + " bytes");
        }
        return BigEndian.get(bytes, 0);
    }

    private static void writeRef(RecordWriter out, BlockRef ref) {
        out.number(ref.height().value()).bytes(ref.hash().bytes().toArray());
    }

    private static BlockRef readRef(RecordReader in) {
        long height = in.number();
        if (!BlockHeight.isValid(height)) {
            throw in.corrupt("a height", Long.toString(height));
        }
        return new BlockRef(new BlockHeight(height), hash(in, in.view()));
    }

    private static BlockHash hash(RecordReader in, Bytes bytes) {
        if (!BlockHash.isValidLength(bytes.length())) {
            throw in.corrupt("a block hash of 1 to 64 bytes", bytes.length() + " bytes");
        }
        return new BlockHash(bytes);
    }

    private static void writeOffsets(RecordWriter out, ResumeOffsets offsets) {
        out.number(offsets.nextOffsets().size());
        offsets.nextOffsets()
                .forEach((partition, offset) -> out.text(partition.topic())
                        .number(partition.partition())
                        .number(offset));
        Announcements announcements = offsets.announcements();
        out.number(announcements.upTo()).number(announcements.highest() + 1).number(announcements.finalized() + 1);
    }

    private static ResumeOffsets readOffsets(RecordReader in) {
        TreeMap<SourcePartition, Long> offsets = new TreeMap<>();
        for (int left = in.count(1 << 20); left > 0; left--) {
            offsets.put(new SourcePartition(in.text(), in.count(Integer.MAX_VALUE)), in.number());
        }
        return new ResumeOffsets(offsets, new Announcements(in.number(), in.number() - 1, in.number() - 1));
    }
}
