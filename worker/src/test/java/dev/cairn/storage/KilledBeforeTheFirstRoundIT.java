package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whenever a process dies before the first round, its database is empty, and takes the identity that it is opened
/// with next. `-DidentityKills=200` kills more often, `-DidentitySeed=…` does the same again.
class KilledBeforeTheFirstRoundIT {
    private final int kills = Integer.getInteger("identityKills", 2);
    private final long seed = Long.getLong("identitySeed", new Random().nextInt());
    private final Random random = new Random(seed);

    @TempDir
    Path directory;

    static StorageIdentity identity(int number) {
        return new StorageIdentity("cluster", new TreeMap<>(Map.of("blocks" + number, "b")), 0).withHandler("writes");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseWhoseProcessWasKilledTakesAnyIdentity(Durability durability)
            throws IOException, InterruptedException {
        Path database = directory.resolve("db");
        for (int kill = 0; kill < kills; kill++) {
            killAtAnyMoment(database, durability);
            for (int number = 0; number < 3; number++) {
                try (Storage storage = TestRocks.open(database, durability, identity(number))) {
                    assertThat(storage.committed()).as("seed %d", seed).isEmpty();
                } catch (StorageFault e) {
                    throw new AssertionError("seed " + seed + ", kill " + kill, e);
                }
            }
        }
    }

    private void killAtAnyMoment(Path database, Durability durability) throws IOException, InterruptedException {
        Process child = ChildJvm.start(directory, IdentityChild.class, List.of(database.toString(), durability.name()));
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            for (int left = 1 + random.nextInt(20); left > 0; left--) {
                assertThat(output.readLine()).isEqualTo("opened");
            }
            // Not a wait for something to happen: this is the random instant at which it dies.
            LockSupport.parkNanos(random.nextLong(20_000_000));
        } finally {
            child.destroyForcibly();
        }
        child.waitFor();
    }
}
