package dev.cairn.repository;

import dev.cairn.fault.Step;
import dev.cairn.thread.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sends one snapshot. What is sent is said before it is looked what is there, and what is about to be
/// deleted counts as absent; so whoever collects garbage at the same time either sees the marker or is
/// seen. The entry that makes the snapshot whole comes last, and only if nobody has given the sending up.
final class Sending {
    private final Shelf shelf;
    private final Parallel parallel;
    private final RepositoryClock clock;
    private final OutgoingSnapshot snapshot;
    private final TransferListener listener;
    private final String id;

    Sending(
            Shelf shelf,
            Parallel parallel,
            RepositoryClock clock,
            OutgoingSnapshot snapshot,
            TransferListener listener,
            String id) {
        this.shelf = shelf;
        this.parallel = parallel;
        this.clock = clock;
        this.snapshot = snapshot;
        this.listener = listener;
        this.id = id;
    }

    /// After a failure the marker stays, and protects what has been sent until the sending is taken up again.
    TransferReport run() {
        long begunMs = clock.elapsedMs();
        String marker = shelf.keys().sending() + id;
        createFresh(marker, SendMarker.of(snapshot).encoded());
        Step.SENDING_ANNOUNCED.reached();
        Map<String, String> there = objectsToRelyOn();
        Map<RepositoryFile, String> objects = new HashMap<>();
        List<RepositoryFile> missing = new ArrayList<>();
        for (RepositoryFile file : snapshot.files()) {
            String object = there.get(file.identity());
            if (object == null) {
                missing.add(file);
                object = shelf.keys().file(file, id);
            }
            objects.put(file, object);
        }
        TransferReport report = send(missing);
        Step.SENDING_SENT.reached();
        commit(objects, Duration.ofMillis(clock.elapsedMs() - begunMs));
        Step.SENDING_LISTED.reached();
        shelf.store().delete(marker);
        return report;
    }

    /// The keys of what is there and will stay, by identity.
    private Map<String, String> objectsToRelyOn() {
        Set<String> condemned = new HashSet<>();
        shelf.condemned().values().forEach(condemned::addAll);
        Map<String, String> there = new HashMap<>();
        shelf.files().forEach((key, file) -> {
            if (!condemned.contains(key)) {
                there.put(ObjectKeys.identityOf(file), key);
            }
        });
        return there;
    }

    /// The largest first, so that none is left alone at the end.
    private TransferReport send(List<RepositoryFile> missing) {
        long toMove = missing.stream().mapToLong(RepositoryFile::bytes).sum();
        long all = snapshot.files().stream().mapToLong(RepositoryFile::bytes).sum();
        listener.planned(toMove, all - toMove);
        missing.sort(Comparator.comparingLong(RepositoryFile::bytes).reversed());
        parallel.forEach(
                missing,
                file -> shelf.store()
                        .put(
                                shelf.keys().file(file, id),
                                snapshot.folder().resolve(file.name()),
                                file,
                                listener::moved));
        return new TransferReport(false, missing.size(), toMove, all - toMove);
    }

    private void commit(Map<RepositoryFile, String> objects, Duration taken) {
        // Where a server takes conditional writes for plain ones, this keeps us from coming after being given up.
        if (taken.compareTo(clock.sendTimeMax()) > 0) {
            throw givenUp("it took " + taken.toHours() + " hours, and may be taken for abandoned");
        }
        int prefix = shelf.keys().files().length();
        List<StoredManifest.StoredFile> files = snapshot.files().stream()
                .map(file -> new StoredManifest.StoredFile(
                        file, objects.getOrDefault(file, "").substring(prefix)))
                .toList();
        StoredManifest manifest = new StoredManifest(id, snapshot.manifest(), files);
        if (!shelf.store().create(shelf.keys().snapshot(snapshot.name(), id), manifest.encoded())) {
            throw givenUp("another worker took it for abandoned");
        }
    }

    private RepositoryException givenUp(String why) {
        return new RepositoryException(
                "sending the snapshot " + snapshot.name() + " to "
                        + shelf.store().description() + " was given up, since " + why
                        + "; send it again: files that are still there are not sent twice",
                null);
    }

    private void createFresh(String key, byte[] content) {
        if (!shelf.store().create(key, content)) {
            throw new RepositoryException(
                    "expected " + key + " to be a new name in " + shelf.store().description()
                            + ", but there is something else; try again",
                    null);
        }
    }
}
