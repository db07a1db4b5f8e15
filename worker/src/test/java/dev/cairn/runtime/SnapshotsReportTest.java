package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.api.OpenApiDocument;
import dev.cairn.http.Json;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.Manifests;
import dev.cairn.snapshot.SnapshotFile;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotsReportTest {
    @Test
    void itSaysOfEachShardWhichThereAreAsItIsWrittenDown() throws IOException {
        SnapshotManifest manifest = Manifests.of(7, "ab12", new SnapshotFile("000004.sst", 734, 1));
        ListedSnapshot snapshot = new ListedSnapshot(
                manifest.name(), SnapshotState.COMPLETE, Optional.of(manifest), Path.of("/snapshots/7"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.generator(out)) {
            new SnapshotsReport(new TreeMap<>(Map.of(0, List.of(snapshot), 3, List.of()))).write(json);
        }

        JsonNode report = new JsonMapper().readTree(out.toByteArray());
        assertThat(OpenApiDocument.ofSchemas().objections("GET /v1/snapshots", 200, "application/json", report))
                .isEmpty();
        assertThat(report).hasToString("""
                {"shards":[{"shard":0,"snapshots":[{"height":7,"hash":"ab12","made":"2026-01-31T12:00:00Z",\
                "bytes":734,"folder":"/snapshots/7"}]},{"shard":3,"snapshots":[]}]}""");
    }
}
