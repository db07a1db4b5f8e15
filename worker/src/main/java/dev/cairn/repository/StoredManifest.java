package dev.cairn.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What makes a snapshot in a repository whole: its own manifest, and under which keys its files lie.
///
/// @param sender  the id of the sending it comes from
record StoredManifest(String sender, String manifest, List<StoredFile> files) {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    StoredManifest {
        files = List.copyOf(files);
        if (files.stream().map(stored -> stored.file().name()).distinct().count() < files.size()) {
            throw new IllegalArgumentException("expected each file once, but one is listed twice");
        }
    }

    /// @param object  the name of the object that holds it
    record StoredFile(RepositoryFile file, String object) {
        StoredFile {
            // It becomes part of a key, and comes from where others can write.
            if (!object.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,299}")) {
                throw new IllegalArgumentException("expected the plain name of an object, but got '" + object + "'");
            }
        }
    }

    byte[] encoded() {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION).put("sender", sender);
        ArrayNode list = root.putArray("files");
        for (StoredFile stored : files) {
            RepositoryFile file = stored.file();
            list.addObject()
                    .put("name", file.name())
                    .put("bytes", file.bytes())
                    .put("crc32c", file.crc32c())
                    .put("object", stored.object());
        }
        root.put("manifest", manifest);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected text and numbers to become JSON", e);
        }
    }

    /// @param where  to be named where it cannot be read
    static StoredManifest decoded(byte[] json, String where) {
        try {
            JsonNode root = JSON.readTree(json);
            int version = root.required("version").intValue();
            if (version != VERSION) {
                throw new DamagedSnapshotException(
                        where + " is of version " + version + ", but this release knows version " + VERSION
                                + "; use the release that wrote it, or a later one",
                        null);
            }
            List<StoredFile> files = new ArrayList<>();
            for (JsonNode file : root.required("files")) {
                files.add(new StoredFile(
                        new RepositoryFile(
                                file.required("name").textValue(),
                                file.required("bytes").longValue(),
                                file.required("crc32c").longValue()),
                        file.required("object").textValue()));
            }
            return new StoredManifest(
                    root.required("sender").textValue(),
                    root.required("manifest").textValue(),
                    files);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new DamagedSnapshotException(
                    where + " cannot be read as what Cairn writes there: " + e.getMessage()
                            + "; if it is damaged, delete it, and the snapshot with it",
                    e);
        }
    }
}
