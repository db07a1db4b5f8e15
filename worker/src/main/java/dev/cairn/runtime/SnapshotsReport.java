package dev.cairn.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.config.WorkerConfig;
import dev.cairn.http.Reply;
import dev.cairn.http.Route;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.StoredSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which snapshots there are, as JSON for programs. They are looked for when somebody asks: operators delete them by
/// hand.
///
/// @param shards  those of each shard, newest first
record SnapshotsReport(SortedMap<Integer, List<StoredSnapshot>> shards) {
    static Route route(WorkerConfig config) {
        return Route.get("/v1/snapshots", "which snapshots there are, for programs", request -> {
            request.refuseParametersBut(List.of());
            return Reply.json(200, of(config)::write);
        });
    }

    private static SnapshotsReport of(WorkerConfig config) {
        SortedMap<Integer, List<StoredSnapshot>> shards = new TreeMap<>();
        for (int shard : config.shards()) {
            shards.put(shard, new Snapshots(config.snapshots().ofShard(shard)).stored());
        }
        return new SnapshotsReport(shards);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("shards");
        for (Map.Entry<Integer, List<StoredSnapshot>> shard : shards.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("shard", shard.getKey());
            json.writeArrayFieldStart("snapshots");
            for (StoredSnapshot snapshot : shard.getValue()) {
                write(snapshot, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(StoredSnapshot snapshot, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("height", snapshot.height());
        json.writeStringField("hash", snapshot.name().hash());
        json.writeStringField("made", snapshot.made().toString());
        json.writeNumberField("bytes", snapshot.bytes());
        json.writeStringField("folder", snapshot.folder().toString());
        json.writeEndObject();
    }
}
