package dev.cairn.repository;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says what somebody is about to send, or to find there already: the name of the snapshot, then the
/// identities of its files.
record SendMarker(String snapshot, Set<String> identities) {
    static SendMarker of(OutgoingSnapshot snapshot) {
        return new SendMarker(
                snapshot.name(),
                snapshot.files().stream().map(RepositoryFile::identity).collect(Collectors.toUnmodifiableSet()));
    }

    byte[] encoded() {
        return Stream.concat(Stream.of(snapshot), identities.stream().sorted())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static SendMarker decoded(byte[] content) {
        List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
        return new SendMarker(lines.isEmpty() ? "" : lines.getFirst(), Set.copyOf(lines));
    }
}
