package dev.cairn.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.thread.Clocks;
import dev.cairn.thread.Parallel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Plays many lives of a repository: several processes send, delete and collect in one folder at the same
/// time, rest for days between two of their calls, and die. Whatever happens, a file that some snapshot
/// names is there; and when all is quiet, nothing else is. `-Drepository.seed=…` plays one life again,
/// `-Drepository.lives=…` plays more of them.
class RepositorySimulationTest {
    private static final int LIVES = Integer.getInteger("repository.lives", 50);
    private static final int LIVES_OF_MANY = 500;
    private static final Duration ABANDONED_AFTER = Duration.ofHours(10);
    private static final ObjectKeys KEYS = new ObjectKeys("chain/shard-0/");

    @Test
    void aFileThatASnapshotNamesIsThereAndNothingElseIsInTheEnd() {
        play(0, LIVES);
    }

    @Test
    @Tag("slow")
    void soItIsInManyLives() {
        play(LIVES, LIVES_OF_MANY);
    }

    private static void play(long firstSeed, int lives) {
        Optional<Long> wanted = Optional.ofNullable(Long.getLong("repository.seed"));
        int snapshots = 0;
        for (long seed = firstSeed; seed < firstSeed + lives; seed++) {
            Life life = new Life(wanted.orElse(seed), SimulatedStore.Planted.NONE);
            assertThat(life.play()).as("seed %d", life.seed).isEmpty();
            assertThat(life.collectAll()).as("seed %d", life.seed).isEmpty();
            snapshots += life.snapshotsSeen.size();
        }
        assertThat(snapshots).isGreaterThan(lives);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @Tag("slow")
    void whoeverMakesAMistakeIsFound(SimulatedStore.Planted planted) {
        Optional<String> found = Optional.empty();
        for (long seed = 0; seed < 20_000 && found.isEmpty(); seed++) {
            found = new Life(seed, planted).play();
        }
        assertThat(found).isPresent();
    }

    /// What happens in one folder by one seed.
    private static final class Life {
        private final long seed;
        private final Random random;
        private final SimulatedStore store;
        private final Stage stage;
        private final Set<String> snapshotsSeen = new HashSet<>();

        Life(long seed, SimulatedStore.Planted planted) {
            this.seed = seed;
            random = new Random(seed);
            store = new SimulatedStore(random, planted);
            stage = new Stage(random);
        }

        /// What went wrong.
        Optional<String> play() {
            Optional<String> wrong = Optional.empty();
            for (int step = 0; step < 600 && wrong.isEmpty(); step++) {
                act(random.nextInt(100));
                wrong = brokenSnapshot();
            }
            if (wrong.isEmpty()) {
                stage.runAllToTheirEnd();
                wrong = brokenSnapshot();
            }
            return wrong;
        }

        private void act(int dice) {
            if (stage.size() == 0 || (dice < 8 && stage.size() < 5)) {
                enter();
            } else if (dice < 9) {
                stage.killOne();
            } else if (dice < 11) {
                store.now = store.now.plus(Duration.ofHours(random.nextInt(12)));
            } else if (dice < 15 && !store.lateDeletions.isEmpty()) {
                store.items.remove(store.lateDeletions.remove(random.nextInt(store.lateDeletions.size())));
            } else {
                stage.stepOne();
            }
        }

        private void enter() {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    OutgoingSnapshot snapshot = snapshot();
                    stage.enter(actor -> repository(actor, false).send(snapshot, TransferListener.NONE));
                }
                case 2, 3 -> stage.enter(actor -> repository(actor, true).collectGarbage());
                default ->
                    stage.enter(actor -> {
                        SnapshotRepository repository = repository(actor, false);
                        List<RepositorySnapshot> there = repository.list();
                        if (!there.isEmpty()) {
                            repository.delete(there.getLast().name());
                        }
                    });
            }
        }

        /// The files come from a few, so that snapshots share many.
        private OutgoingSnapshot snapshot() {
            List<RepositoryFile> files = new ArrayList<>();
            for (int file = 0; file < 5; file++) {
                if (random.nextBoolean()) {
                    files.add(new RepositoryFile("%06d.sst".formatted(file), 100 + file, file));
                }
            }
            return Contents.snapshot(random.nextInt(4), Path.of("nowhere"), files);
        }

        /// The clock that a process measures its own time with stands still: it rests as a machine does
        /// that is put to sleep, so nothing protects the others from it but the protocol.
        private SnapshotRepository repository(Stage.Actor actor, boolean collects) {
            return new SnapshotRepository(
                    new Shelf(store.new View(actor, collects), KEYS),
                    new Parallel("repository", 1),
                    new RepositoryClock(new Clocks(() -> 0, () -> store.now), ABANDONED_AFTER),
                    random);
        }

        private Optional<String> brokenSnapshot() {
            for (String key : store.items.keySet().stream()
                    .filter(key -> key.startsWith(KEYS.snapshots()))
                    .toList()) {
                for (StoredManifest.StoredFile file : filesOf(key)) {
                    SimulatedStore.Item item = store.items.get(KEYS.files() + file.object());
                    if (item == null) {
                        return Optional.of(key + " names " + file + ", which is not there");
                    }
                    if (!item.content().equals(file.file().identity())) {
                        return Optional.of(key + " names " + file + ", which is something else");
                    }
                }
                snapshotsSeen.add(key);
            }
            return Optional.empty();
        }

        private List<StoredManifest.StoredFile> filesOf(String key) {
            String content = Objects.requireNonNull(store.items.get(key)).content();
            return content.isEmpty()
                    ? List.of()
                    : StoredManifest.decoded(content.getBytes(StandardCharsets.UTF_8), key)
                            .files();
        }

        /// What should not be there once everybody has ended or is long dead, and garbage has been collected.
        Set<String> collectAll() {
            store.lateDeletions.forEach(store.items::remove);
            store.now = store.now.plus(ABANDONED_AFTER).plusSeconds(1);
            stage.enter(actor -> repository(actor, true).collectGarbage());
            stage.runAllToTheirEnd();
            Set<String> named = new HashSet<>();
            Set<String> left = new HashSet<>();
            store.items.keySet().forEach(key -> {
                if (key.startsWith(KEYS.snapshots())) {
                    filesOf(key).forEach(file -> named.add(KEYS.files() + file.object()));
                } else if (!key.startsWith(KEYS.condemned())) {
                    left.add(key);
                }
            });
            left.removeAll(named);
            return left;
        }
    }
}
