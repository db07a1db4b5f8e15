package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.config.WorkerConfig;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCliTest {
    private final List<WorkerConfig> started = new ArrayList<>();

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void writeAGoodConfiguration() throws IOException {
        file = Files.writeString(
                directory.resolve("my.conf"),
                "data-directory = /d, source { bootstrap-servers = \"kafka:9092\" }, storage.rocksdb.budget = 200 MiB");
    }

    @Test
    void runStartsAWorkerWithWhatFileVariablesAndOptionsSay() {
        CommandRun run = CommandRun.of(
                config -> {
                    started.add(config.worker());
                    return ExitCode.OFFSETS_GONE;
                },
                Map.of("CAIRN_FLUSH_BLOCKS", "7"),
                "run",
                "-c",
                file.toString(),
                "-D",
                "http.port=0",
                "--set",
                "source.kafka.client.rack=a=b");
        assertThat(run.code()).isEqualTo(ExitCode.OFFSETS_GONE.number());
        assertThat(started).singleElement().satisfies(config -> {
            assertThat(config.flush().blocks()).isEqualTo(7);
            assertThat(config.http().port()).isZero();
            assertThat(config.source().client()).containsEntry("client.rack", "a=b");
        });
    }

    @Test
    void runRefusesABadConfigurationWithAllProblemsAndStartsNothing() {
        CommandRun run = run("run", "-c", file.toString(), "-D", "flush.blocks=0", "-D", "flush.intervall=1s");
        assertThat(run.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(run.err())
                .contains("cannot be used: 2 problems", "flush.blocks is 0", "Did you mean flush.interval?");
        assertThat(started).isEmpty();
    }

    @Test
    void runRefusesWhatDoesNotFitIntoMemory() {
        CommandRun run = run("run", "-c", file.toString(), "-D", "storage.rocksdb.budget=9000 GiB");
        assertThat(run.code()).isEqualTo(ExitCode.NOT_ENOUGH_MEMORY.number());
        assertThat(started).isEmpty();
    }

    @Test
    void aWorkerThatThrowsEndsWithItsReasonAndASentenceNotAStackTrace() {
        CommandRun run = CommandRun.of(
                _ -> {
                    throw new HaltException(
                            new Halt(HaltReason.SOURCE_REPLACED, "another topic", "topic blocks", "Look at it."));
                },
                Map.of(),
                "run",
                "-c",
                file.toString());
        assertThat(run.code()).isEqualTo(ExitCode.IDENTITY_MISMATCH.number());
        assertThat(run.err()).isEqualToNormalizingNewlines("another topic (topic blocks). Look at it.\n");
    }

    @Test
    void aMistakeOfOursShowsWhereItHappened() {
        CommandRun run = CommandRun.of(
                _ -> {
                    throw new IllegalStateException("expected one");
                },
                Map.of(),
                "run",
                "-c",
                file.toString());
        assertThat(run.code()).isEqualTo(ExitCode.INTERNAL.number());
        assertThat(run.err()).contains("expected one", "at dev.cairn");
    }

    @Test
    void showPrintsEveryKeyWithItsOriginAndHidesSecrets() {
        CommandRun run = run("config", "show", "-c", file.toString(), "-D", "source.kafka.ssl.key.password=hunter2");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("budget = 200 MiB", "my.conf: 1", "# default", "# command line", "<hidden>")
                .doesNotContain("hunter2");
    }

    @Test
    void checkSaysThatAllIsWellOrWhatIsNot() {
        CommandRun good = run("config", "check", "-c", file.toString());
        assertThat(good.code()).isZero();
        assertThat(good.out()).contains("the configuration is good");
        CommandRun bad = run("config", "check");
        assertThat(bad.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(bad.err())
                .contains(
                        "data-directory is not set",
                        "source.bootstrap-servers is not set",
                        "no file was named with -c");
    }

    @Test
    void checkWarnsOfWhatWouldNotFitIntoTheMemoryOfThisMachine() {
        CommandRun run = run("config", "check", "-c", file.toString(), "-D", "storage.rocksdb.budget=9000 GiB");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("the configuration is good");
        assertThat(run.err()).contains("warning: here `run` would refuse it", "Lower storage.rocksdb.budget");
    }

    @Test
    void whatIsNotUnderstoodEndsWithUsage() {
        assertThat(run("rum").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("rum").err()).contains("Did you mean", "run");
        assertThat(run("run", "-D", "flush.blocks").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("run", "-D", "flush.blocks").err()).contains("as flush.blocks=200, but got 'flush.blocks'");
        assertThat(run("run", "-D", "=5").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run().code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("config").code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void versionAndHelpCanBeAskedFor() {
        assertThat(run("--version"))
                .isEqualTo(new CommandRun(0, "cairn development build" + System.lineSeparator(), ""));
        assertThat(run("--help").out()).contains("run", "config");
        assertThat(run("config", "--help").out()).contains("show", "check", "reference");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(
                config -> {
                    started.add(config.worker());
                    return ExitCode.SUCCESS;
                },
                Map.of(),
                arguments);
    }
}
