package dev.cairn.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// How a manifest is written down: JSON, for people as well. docs/keeping.md explains it.
public final class ManifestFile {
    /// In the folder of its snapshot.
    public static final String NAME = "snapshot.json";

    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HexFormat HEX = HexFormat.of();

    private ManifestFile() {}

    public static byte[] encode(SnapshotManifest manifest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("taken", manifest.taken().toString());
            write(manifest.database(), json);
            json.writeArrayFieldStart("files");
            for (SnapshotFile file : manifest.files()) {
                json.writeStartObject();
                json.writeStringField("name", file.name());
                json.writeNumberField("bytes", file.bytes());
                json.writeStringField("crc32c", HEX.toHexDigits(file.crc32c()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /// Reads one, or throws [SnapshotDamagedException] with what is wrong, and [SnapshotRefusedException] where
    /// a later release wrote it or took the snapshot: before anything of that is copied.
    ///
    /// @param where  it comes from, for messages
    public static SnapshotManifest decode(byte[] text, String where) {
        try {
            JsonNode json = MAPPER.readTree(text);
            int version = (int) number(json, "version");
            if (version > VERSION) {
                throw new SnapshotRefusedException(
                        "The manifest " + where + " has version " + version + ", but this program knows up to "
                                + VERSION + ": use the release that wrote it, or a later one.");
            }
            int formatVersion = (int) number(json, "formatVersion");
            if (formatVersion > Storages.FORMAT_VERSION) {
                throw new SnapshotRefusedException("The snapshot of the manifest " + where + " has the format version "
                        + formatVersion + ", but this program knows up to " + Storages.FORMAT_VERSION
                        + ": use the release that took it, or a later one.");
            }
            return new SnapshotManifest(
                    database(json),
                    Instant.parse(text(json, "taken")),
                    json.required("files").valueStream().map(ManifestFile::file).toList());
        } catch (JsonProcessingException e) {
            throw damaged(where, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeParseException | IOException e) {
            throw damaged(where, String.valueOf(e.getMessage()), e);
        }
    }

    private static SnapshotDamagedException damaged(String where, String why, Exception cause) {
        return new SnapshotDamagedException("the manifest " + where + " cannot be read: " + why, cause);
    }

    private static void write(DatabaseFacts facts, JsonGenerator json) throws IOException {
        CommittedPosition position = facts.committed().orElseThrow();
        json.writeNumberField("height", position.height());
        json.writeStringField("hash", position.block().hash().toString());
        json.writeStringField("digest", position.digest().toHex());
        json.writeNumberField("chainTimeMs", position.chainTimeMs());
        json.writeNumberField("finalizedHeight", position.finalizedHeight());
        json.writeNumberField("earliestHeight", facts.earliestHeight());
        if (facts.firstHeight().isPresent()) {
            json.writeNumberField("firstHeight", facts.firstHeight().getAsLong());
        }
        json.writeNumberField("formatVersion", facts.formatVersion());
        StorageIdentity identity = facts.identity();
        json.writeStringField("clusterId", identity.clusterId());
        json.writeObjectFieldStart("topicIds");
        for (Map.Entry<String, String> topic : identity.topicIds().entrySet()) {
            json.writeStringField(topic.getKey(), topic.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("shard", identity.shard());
        if (identity.handler().isPresent()) {
            json.writeStringField("handler", identity.handler().get());
        }
        write(position.resumeAfter(), json);
    }

    private static void write(ResumeOffsets offsets, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("resumeOffsets");
        for (Map.Entry<SourcePartition, Long> next : offsets.nextOffsets().entrySet()) {
            json.writeStartObject();
            json.writeStringField("topic", next.getKey().topic());
            json.writeNumberField("partition", next.getKey().partition());
            json.writeNumberField("offset", next.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("announcements");
        json.writeNumberField("upTo", offsets.announcements().upTo());
        json.writeNumberField("highest", offsets.announcements().highest());
        json.writeNumberField("finalized", offsets.announcements().finalized());
        json.writeEndObject();
    }

    private static DatabaseFacts database(JsonNode json) {
        TreeMap<String, String> topicIds = new TreeMap<>();
        json.required("topicIds")
                .properties()
                .forEach(topic -> topicIds.put(topic.getKey(), topic.getValue().asText()));
        StorageIdentity identity = new StorageIdentity(
                text(json, "clusterId"),
                topicIds,
                (int) number(json, "shard"),
                json.has("handler") ? Optional.of(text(json, "handler")) : Optional.empty());
        CommittedPosition position = new CommittedPosition(
                new BlockRef(new BlockHeight(number(json, "height")), new BlockHash(bytes(json, "hash"))),
                bytes(json, "digest"),
                number(json, "chainTimeMs"),
                offsets(json),
                number(json, "finalizedHeight"));
        return new DatabaseFacts(
                (int) number(json, "formatVersion"),
                identity,
                Optional.of(position),
                json.has("firstHeight") ? OptionalLong.of(number(json, "firstHeight")) : OptionalLong.empty(),
                number(json, "earliestHeight"));
    }

    private static ResumeOffsets offsets(JsonNode json) {
        TreeMap<SourcePartition, Long> next = new TreeMap<>();
        json.required("resumeOffsets")
                .valueStream()
                .forEach(offset -> next.put(
                        new SourcePartition(text(offset, "topic"), (int) number(offset, "partition")),
                        number(offset, "offset")));
        JsonNode announced = json.required("announcements");
        return new ResumeOffsets(
                next,
                new Announcements(
                        number(announced, "upTo"), number(announced, "highest"), number(announced, "finalized")));
    }

    private static SnapshotFile file(JsonNode file) {
        return new SnapshotFile(
                text(file, "name"), number(file, "bytes"), HexFormat.fromHexDigits(text(file, "crc32c")));
    }

    private static Bytes bytes(JsonNode json, String name) {
        return Bytes.ofHex(text(json, name));
    }

    private static String text(JsonNode json, String name) {
        JsonNode member = json.required(name);
        if (!member.isTextual()) {
            throw new IllegalArgumentException("expected a text as '" + name + "', but got " + member);
        }
        return member.textValue();
    }

    private static long number(JsonNode json, String name) {
        JsonNode member = json.required(name);
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw new IllegalArgumentException("expected a whole number as '" + name + "', but got " + member);
        }
        return member.longValue();
    }
}
