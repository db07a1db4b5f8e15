package dev.cairn.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.commands.StopRequest;
import dev.cairn.terminal.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exactly once, proved on the real thing: a worker of its own process, a real broker, SIGKILL.
final class PersistenceIT {
    private static final int KILLS = 20;
    private static final int BROKER_RESTARTS = 2;

    @Test
    void aWorkerThatIsKilledTwentyTimesHasWhatOneHasThatNobodyDisturbed(@TempDir Path folder) throws Exception {
        SelftestOptions options =
                new SelftestOptions(1_500, KILLS, BROKER_RESTARTS, System.nanoTime(), Optional.of(folder));

        int exitCode = Selftest.run(options, Screen.ofProcess(), new StopRequest());

        String report = Files.readString(folder.resolve(Selftest.REPORT));
        assertThat(report)
                .contains("verdict    PASSED", "killed (SIGKILL) " + KILLS + " times", "Kafka was restarted 2 times")
                .contains("all equal");
        assertThat(exitCode).isZero();
        assertThat(Files.readAllLines(folder.resolve(Selftest.MANIFEST))).hasSizeGreaterThan(50);
        assertThat(folder.resolve(Ordeal.DATABASE)).doesNotExist();
    }
}
