package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BootstrapTest {
    /// Of the unit, what has to be on the machine.
    private static final Pattern EXPECTED = Pattern.compile("(?:EnvironmentFile=-|ExecStart=| -c )(/\\S+)");

    @TempDir
    private Path folder;

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNoneOfIt() {
        Ran ran =
                bootstrap("--dry-run", "--from", folder.toString(), "--brokers", "kafka-7:9092", "--profile", "heavy");

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output())
                .contains("would run: cp -Rp " + folder + "/lib " + folder + "/bin /opt/cairn/")
                .contains("would run: systemctl enable --now cairn")
                .doesNotContain("\nrunning:");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void itInstallsWhatTheUnitExpects() {
        String does = bootstrap("--dry-run", "--brokers", "kafka-7:9092").output();

        assertThat(EXPECTED.matcher(Checkout.text("ops/systemd/cairn.service"))
                        .results()
                        .map((MatchResult found) -> found.group(1)))
                .hasSize(3)
                .allMatch(does::contains);
        assertThat(Checkout.text("ops/systemd/cairn.service")).contains("\nUser=cairn\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--profile,huge,'--profile is ''huge'', but it has to be light, medium or heavy.'",
        "--brokers,a b,'--brokers is ''a b'', but it has to be as kafka-1:9092,kafka-2:9092.'",
        "--dry-run,--from,--from needs a value; see --help.",
        "--dry-run,--force,'expected one of these options, but got ''--force''.'"
    })
    void whatIsNotUnderstoodIsSaid(String first, String second, String said) {
        Ran ran = bootstrap(first, second);

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.output()).endsWith("error: " + said + "\n");
    }

    @Test
    void theSettingsThatItChangesAreInTheExample() {
        assertThat(Pattern.compile("s([/|])\\^(.*?)\\.\\*")
                        .matcher(Checkout.text("ops/bootstrap.sh"))
                        .results()
                        .map(change -> change.group(2))
                        .filter(line -> !line.contains("JAVA_VERSION")))
                .hasSize(3)
                .allMatch(line -> Stream.of("ops/systemd/cairn.conf", "ops/systemd/cairn.env")
                        .flatMap(file -> Checkout.text(file).lines())
                        .anyMatch(there -> there.startsWith(line)));
    }

    @Test
    void onWindowsTheWorkerGetsTheSameOptionsOfTheJvm() {
        List<String> options = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-Xmx1g",
                "-XX:MaxDirectMemorySize=256m");

        assertThat(Stream.of("ops/bin/cairn", "ops/bin/cairn.cmd").map(Checkout::text))
                .allSatisfy(script -> assertThat(script).contains(options));
    }

    private static Ran bootstrap(String... arguments) {
        return Ran.in(
                Checkout.TOP,
                Stream.concat(Stream.of("sh", "ops/bootstrap.sh"), Stream.of(arguments))
                        .toList());
    }
}
