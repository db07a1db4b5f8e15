package dev.cairn.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.config.WorkerConfig;
import dev.cairn.http.Reply;
import dev.cairn.http.Route;
import dev.cairn.model.BlockRef;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotState;
import dev.cairn.snapshot.Snapshots;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which snapshots there are, as JSON for programs. They are looked for when somebody asks: operators delete them by
/// hand.
///
/// @param shards  those of each shard, newest first
record SnapshotsReport(SortedMap<Integer, List<ListedSnapshot>> shards) {
    static Route route(WorkerConfig config) {
        return Route.get("/v1/snapshots", "which snapshots there are, for programs", request -> {
            request.refuseParametersBut(List.of());
            return Reply.json(200, of(config)::write);
        });
    }

    private static SnapshotsReport of(WorkerConfig config) {
        SortedMap<Integer, List<ListedSnapshot>> shards = new TreeMap<>();
        for (int shard : config.shards()) {
            shards.put(
                    shard, complete(new Snapshots(config.snapshots().ofShard(shard), InstantSource.system()).list()));
        }
        return new SnapshotsReport(shards);
    }

    private static List<ListedSnapshot> complete(List<ListedSnapshot> all) {
        return all.stream()
                .filter(snapshot -> snapshot.state() == SnapshotState.COMPLETE)
                .toList();
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("shards");
        for (Map.Entry<Integer, List<ListedSnapshot>> shard : shards.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("shard", shard.getKey());
            json.writeArrayFieldStart("snapshots");
            for (ListedSnapshot snapshot : shard.getValue()) {
                write(snapshot, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(ListedSnapshot snapshot, JsonGenerator json) throws IOException {
        json.writeStartObject();
        SnapshotManifest manifest = snapshot.manifest().orElseThrow();
        BlockRef block = manifest.database().committed().orElseThrow().block();
        json.writeNumberField("height", snapshot.height());
        json.writeStringField("hash", block.hash().toString());
        json.writeStringField("made", manifest.taken().toString());
        json.writeNumberField("bytes", manifest.bytes());
        json.writeStringField("folder", snapshot.folder().toString());
        json.writeEndObject();
    }
}
