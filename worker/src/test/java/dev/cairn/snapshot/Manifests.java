package dev.cairn.snapshot;

import dev.cairn.model.Announcements;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Manifests of made-up snapshots.
public final class Manifests {
    public static final Instant TAKEN = Instant.parse("2026-01-31T12:00:00Z");

    private Manifests() {}

    public static SnapshotManifest of(long height, String hash, SnapshotFile... files) {
        BlockRef block = new BlockRef(new BlockHeight(height), new BlockHash(Bytes.ofHex(hash)));
        ResumeOffsets resume = new ResumeOffsets(
                new TreeMap<>(
                        Map.of(new SourcePartition("blocks", 0), 12L, new SourcePartition("transactions", 3), 0L)),
                new Announcements(12, height, height - 1));
        return new SnapshotManifest(
                new DatabaseFacts(
                        Storages.FORMAT_VERSION,
                        new StorageIdentity("cluster", new TreeMap<>(Map.of("blocks", "id-b")), 0)
                                .withHandler("writes"),
                        Optional.of(new CommittedPosition(block, Bytes.ofHex("0102"), 99, resume, height + 1)),
                        OptionalLong.of(0),
                        0),
                TAKEN,
                List.of(files));
    }
}
