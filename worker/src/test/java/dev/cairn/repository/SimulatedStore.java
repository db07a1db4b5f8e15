package dev.cairn.repository;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// A store in memory that many processes use at once, and that does what stores in a network do: lists come
/// in pages, between which others go on; an answer gets lost though the deed was done; a deletion whose
/// sender died comes late.
final class SimulatedStore {
    /// Mistakes that somebody could make, or that a server makes.
    enum Planted {
        NONE,
        WHO_COLLECTS_DOES_NOT_SEE_WHAT_IS_BEING_SENT,
        WHO_SENDS_DOES_NOT_SEE_WHAT_IS_ABOUT_TO_BE_DELETED,
        WHAT_IS_THERE_IS_OVERWRITTEN,
        SNAPSHOTS_ARE_READ_ONLY_ONCE
    }

    final TreeMap<String, Item> items = new TreeMap<>();
    final List<String> lateDeletions = new ArrayList<>();
    Instant now = Instant.ofEpochSecond(1_000_000_000);
    private final Random random;
    private final Planted planted;

    SimulatedStore(Random random, Planted planted) {
        this.random = random;
        this.planted = planted;
    }

    record Item(String content, long bytes, Instant made) {}

    /// The store as one process uses it.
    final class View implements ObjectStore {
        private final Stage.Actor actor;
        private final boolean collects;
        private List<StoredObject> snapshotsBefore = List.of();

        View(Stage.Actor actor, boolean collects) {
            this.actor = actor;
            this.collects = collects;
        }

        @Override
        public void put(String key, Path path, RepositoryFile file, LongConsumer progress) {
            actor.turn();
            items.put(key, new Item(file.identity(), file.bytes(), now));
            actor.turn();
        }

        @Override
        public boolean create(String key, byte[] content) {
            actor.turn();
            Item ours = new Item(new String(content, StandardCharsets.UTF_8), content.length, now);
            Item there = items.get(key);
            boolean isOurs = there == null
                    || planted == Planted.WHAT_IS_THERE_IS_OVERWRITTEN
                    || there.content().equals(ours.content());
            if (isOurs) {
                items.put(key, ours);
            }
            actor.turn();
            return isOurs;
        }

        @Override
        public InputStream open(String key, long fromByte) {
            actor.turn();
            Item item = items.get(key);
            if (item == null) {
                throw new AbsentObjectException(key, description(), null);
            }
            return new ByteArrayInputStream(item.content().getBytes(StandardCharsets.UTF_8));
        }

        /// In two pages.
        @Override
        public List<StoredObject> list(String folder) {
            if (collects && folder.endsWith("/snapshots/") && !snapshotsBefore.isEmpty()) {
                return snapshotsBefore;
            }
            boolean isBlind = collects
                    ? planted == Planted.WHO_COLLECTS_DOES_NOT_SEE_WHAT_IS_BEING_SENT && folder.endsWith("/sending/")
                    : planted == Planted.WHO_SENDS_DOES_NOT_SEE_WHAT_IS_ABOUT_TO_BE_DELETED
                            && folder.endsWith("/condemned/");
            if (isBlind) {
                return List.of();
            }
            String middle = folder + (char) ('0' + random.nextInt(10));
            List<StoredObject> listed = new ArrayList<>();
            actor.turn();
            items.subMap(folder, middle).forEach((key, item) -> listed.add(listed(key, item)));
            actor.turn();
            items.subMap(middle, folder + "~").forEach((key, item) -> listed.add(listed(key, item)));
            if (planted == Planted.SNAPSHOTS_ARE_READ_ONLY_ONCE && folder.endsWith("/snapshots/")) {
                snapshotsBefore = listed;
            }
            return listed;
        }

        private static StoredObject listed(String key, Item item) {
            return new StoredObject(key, item.bytes(), item.made());
        }

        @Override
        public void delete(String key) {
            try {
                actor.turn();
            } catch (Stage.Killed e) {
                lateDeletions.add(key);
                throw e;
            }
            items.remove(key);
            if (random.nextInt(4) == 0) {
                // It was asked for twice, and the first time is still on its way.
                lateDeletions.add(key);
            }
        }

        @Override
        public void discardUnfinished(String folder, Instant startedBefore) {}

        @Override
        public String description() {
            return "the simulated store";
        }

        @Override
        public void close() {}
    }
}
