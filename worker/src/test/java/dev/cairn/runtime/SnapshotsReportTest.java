package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.api.OpenApiDocument;
import dev.cairn.http.Json;
import dev.cairn.snapshot.SnapshotName;
import dev.cairn.snapshot.StoredSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotsReportTest {
    @Test
    void itSaysOfEachShardWhichThereAreAsItIsWrittenDown() throws IOException {
        StoredSnapshot snapshot = new StoredSnapshot(
                new SnapshotName(7, "ab12"), Instant.parse("2026-01-31T12:00:00Z"), 734, Path.of("/snapshots/7"));
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
