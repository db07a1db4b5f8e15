package dev.cairn.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What lies in the folder of one shard, in the words of the protocol.
record Shelf(ObjectStore store, ObjectKeys keys) {
    /// The files, by key.
    Map<String, StoredObject> files() {
        return store.list(keys.files()).stream().collect(Collectors.toMap(StoredObject::key, file -> file));
    }

    /// The entries of snapshots that are whole. An empty entry says that a sending was given up.
    List<StoredObject> wholeSnapshots() {
        return store.list(keys.snapshots()).stream()
                .filter(entry ->
                        entry.bytes() > 0 && ObjectKeys.snapshotNameOf(entry).isPresent())
                .toList();
    }

    StoredManifest manifest(StoredObject entry) {
        String where = entry.key() + " in " + store.description();
        return StoredManifest.decoded(read(entry.key()), where);
    }

    /// The keys of all files that some snapshot names.
    Set<String> namedFiles() {
        Set<String> named = new HashSet<>();
        for (StoredObject entry : wholeSnapshots()) {
            try {
                manifest(entry).files().forEach(file -> named.add(keys.files() + file.object()));
            } catch (AbsentObjectException _) {
                // Deleted since it was listed.
            }
        }
        return named;
    }

    /// What is being sent, by the entry that says so.
    Map<StoredObject, SendMarker> sending() {
        Map<StoredObject, SendMarker> markers = new HashMap<>();
        for (StoredObject entry : store.list(keys.sending())) {
            readIfThere(entry).ifPresent(content -> markers.put(entry, SendMarker.decoded(content)));
        }
        return markers;
    }

    /// The keys of files that are about to be deleted, by the entry that says so.
    Map<StoredObject, Set<String>> condemned() {
        Map<StoredObject, Set<String>> condemned = new HashMap<>();
        for (StoredObject entry : store.list(keys.condemned())) {
            readIfThere(entry)
                    .ifPresent(content -> condemned.put(
                            entry,
                            new String(content, StandardCharsets.UTF_8).lines().collect(Collectors.toSet())));
        }
        return condemned;
    }

    private Optional<byte[]> readIfThere(StoredObject entry) {
        try {
            return Optional.of(read(entry.key()));
        } catch (AbsentObjectException _) {
            return Optional.empty();
        }
    }

    private byte[] read(String key) {
        try (InputStream in = store.open(key, 0)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new RepositoryException(
                    "reading " + key + " in " + store.description() + " ended in the middle: " + e
                            + "; look at the network and the server, and try again",
                    e);
        }
    }
}
