package dev.cairn.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.TestRocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kills a process again and again while it writes, and compares what is left with what it was doing.
///
/// `-DcrashKills=500` kills more often, `-DcrashSeed=…` (the number in a failure's message) plays the same lives again,
/// as far as the instants of dying can be met twice.
class CrashLoopIT {
    /// A database that grew for ever would make the model slow; a new one dies while it is being made, too.
    private static final int LIVES_OF_A_DATABASE = 25;

    private final int kills = Integer.getInteger("crashKills", 32);
    private final long seed = Long.getLong("crashSeed", new Random().nextInt());

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void whatIsLeftIsAWholeStepAndNothingAcknowledgedIsLost(Durability durability)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        ModelDisk model = ModelDisk.EMPTY;
        for (int life = 0; life < kills / 2; life++) {
            DyingMoment moment = DyingMoment.of(life, random);
            Path database = directory.resolve("db" + life / LIVES_OF_A_DATABASE);
            if (life % LIVES_OF_A_DATABASE == 0) {
                model = ModelDisk.EMPTY;
            }
            String where = "crashSeed %d, %s, life %d, killed at %s".formatted(seed, durability, life, moment);
            List<String> lines = new DoomedProcess(
                            directory, List.of(database.toString(), durability.name(), Long.toString(seed), "" + life))
                    .killAt(moment);
            try {
                model = checked(database, new CrashedLife(new CrashScript(seed, life), model, lines, durability));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(where + ", after " + lines, e);
            }
        }
    }

    /// Looks at a copy, so that the next life has to recover from the crash itself.
    private ModelDisk checked(Path database, CrashedLife life) throws IOException {
        Path copy = directory.resolve("copy");
        FolderCopy.copy(database, copy);
        ModelDisk found;
        try (Storage storage = TestRocks.open(copy, life.durability())) {
            found = life.stateOf(new RecoveredDisk(storage));
        }
        FolderCopy.delete(copy);
        checkCheckpoints(life);
        return found;
    }

    private void checkCheckpoints(CrashedLife life) throws IOException {
        List<ModelDisk> taken = life.checkpoints();
        for (int i = 0; i < taken.size(); i++) {
            try (Storage storage = TestRocks.open(directory.resolve("checkpoint" + i), life.durability())) {
                RecoveredDisk disk = new RecoveredDisk(storage);
                assertThat(disk.claimsToBe(taken.get(i)))
                        .as("checkpoint %d, %s", i, disk)
                        .isTrue();
                disk.checkIs(taken.get(i));
            }
        }
        List<Path> leftOver = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().startsWith("checkpoint"))
                    .forEach(leftOver::add);
        }
        for (Path folder : leftOver) {
            FolderCopy.delete(folder);
        }
    }
}
