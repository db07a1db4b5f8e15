package dev.cairn.repository;

import dev.cairn.fault.Step;
import dev.cairn.thread.Parallel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Deletes files that no snapshot names. It says first which, so that nobody begins to rely on them, and
/// looks once more then; so whoever is sending at the same time either sees that or is seen.
final class Collecting {
    private final Shelf shelf;
    private final Parallel parallel;
    private final RepositoryClock clock;
    private final String id;
    private int sendsGivenUp;

    Collecting(Shelf shelf, Parallel parallel, RepositoryClock clock, String id) {
        this.shelf = shelf;
        this.parallel = parallel;
        this.clock = clock;
        this.id = id;
    }

    CollectReport run() {
        for (String folder : Set.of(
                shelf.keys().files(),
                shelf.keys().snapshots(),
                shelf.keys().sending(),
                shelf.keys().condemned())) {
            shelf.store().discardUnfinished(folder, clock.abandonedBefore());
        }
        Map<String, StoredObject> files = shelf.files();
        Set<String> needless = needless(files);
        if (!needless.isEmpty()) {
            needless = condemn(needless, files);
        }
        forgetOldSentences();
        Set<String> deleted = needless;
        long bytes = files.values().stream()
                .filter(file -> deleted.contains(file.key()))
                .mapToLong(StoredObject::bytes)
                .sum();
        return new CollectReport(needless.size(), bytes, sendsGivenUp);
    }

    private Set<String> condemn(Set<String> candidates, Map<String, StoredObject> files) {
        String sentence = shelf.keys().condemned() + id;
        boolean _ = shelf.store().create(sentence, String.join("\n", candidates).getBytes(StandardCharsets.UTF_8));
        Map<String, StoredObject> condemned = files.entrySet().stream()
                .filter(file -> candidates.contains(file.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<String> needless = needless(condemned);
        Step.GARBAGE_CONDEMNED.reached();
        parallel.forEach(needless, shelf.store()::delete);
        Step.GARBAGE_DELETED.reached();
        // Nothing of it is deleted any more from here on, so what was spared may be relied on.
        shelf.store().delete(sentence);
        return needless;
    }

    /// Markers are read before snapshots: a marker goes away only when its snapshot is there.
    private Set<String> needless(Map<String, StoredObject> files) {
        Set<String> beingSent = new HashSet<>();
        shelf.sending().forEach((entry, marker) -> {
            if (!gaveUp(entry, marker)) {
                beingSent.addAll(marker.identities());
            }
        });
        Set<String> named = shelf.namedFiles();
        Set<String> needless = new TreeSet<>();
        files.forEach((key, file) -> {
            if (!named.contains(key) && !beingSent.contains(ObjectKeys.identityOf(file))) {
                needless.add(key);
            }
        });
        return needless;
    }

    /// Takes the name that an old sending would end with, so that it cannot end any more. If it has ended
    /// meanwhile, its snapshot protects its files.
    private boolean gaveUp(StoredObject entry, SendMarker marker) {
        if (!entry.made().isBefore(clock.abandonedBefore()) || !ObjectKeys.isSnapshotName(marker.snapshot())) {
            return false;
        }
        if (shelf.store().create(shelf.keys().snapshot(marker.snapshot(), entry.name()), new byte[0])) {
            sendsGivenUp++;
        }
        shelf.store().delete(entry.key());
        return true;
    }

    /// Of those who died while they collected. As long as one of its files is there, whoever wrote it may
    /// only be asleep and go on deleting.
    private void forgetOldSentences() {
        Map<StoredObject, Set<String>> sentences = shelf.condemned();
        if (!sentences.isEmpty()) {
            Set<String> there = shelf.files().keySet();
            sentences.forEach((entry, condemned) -> {
                if (condemned.stream().noneMatch(there::contains)) {
                    shelf.store().delete(entry.key());
                }
            });
        }
    }
}
