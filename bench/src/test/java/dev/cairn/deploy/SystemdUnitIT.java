package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.WorkerConfig;
import dev.cairn.testing.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemdUnitIT {
    private static final String UNIT = "ops/systemd/cairn.service";

    private static final Pattern VARIABLE = Pattern.compile("(?m)^#?([A-Z_]+)=\"?([^\"\n]*)\"?$");
    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^\\| (\\d+) \\|");

    /// Of 100, as `systemd-analyze security` counts; below 20 it says "OK".
    private static final int EXPOSURE_MAX = 15;

    @Test
    @NeedsTool("systemd-analyze")
    void systemdHasNothingToSayAgainstIt(@TempDir Path folder) throws IOException {
        // It looks whether the program is there, which is not installed here.
        Path unit = folder.resolve("cairn.service");
        Files.writeString(
                unit,
                Checkout.text(UNIT)
                        .replace(
                                "/opt/cairn/bin/cairn",
                                Checkout.file("ops/bin/cairn").toString()));

        Ran ran = Ran.in(folder, "systemd-analyze", "verify", "--man=no", unit.toString());

        assertThat(ran).isEqualTo(new Ran(0, ""));
    }

    @Test
    @NeedsTool("systemd-analyze")
    void itMayDoLittle() {
        Ran ran = Ran.in(
                Checkout.TOP,
                "systemd-analyze",
                "security",
                "--offline=true",
                "--no-pager",
                "--threshold=" + EXPOSURE_MAX,
                UNIT);

        assertThat(ran.exitCode()).as(ran.output()).isZero();
    }

    @Test
    void itIsNotStartedAgainAfterCodesThatThereAre() {
        String pageOfCodes = Checkout.text("docs/reference/exit-codes.md");

        assertThat(EXIT_CODE.matcher(pageOfCodes).results().map(code -> code.group(1)))
                .containsAll(Stream.of(setting("RestartPreventExitStatus").split(" ", -1))
                        .toList());
    }

    @Test
    void theExamplesOfSettingsAreUnderstoodAlsoWithWhatTheyLeaveOut(@TempDir Path folder) throws IOException {
        Path all = folder.resolve("all.conf");
        String given = Checkout.text("ops/systemd/cairn.conf");
        Files.writeString(all, given.replaceAll("(?m)^#(?! \\S)", "").replace("${KAFKA_PASSWORD}", "\"secret\""));

        assertThat(load(all).source().client()).isNotEmpty();
        assertThat(load(Checkout.file("ops/systemd/cairn.conf")).databases().directory())
                .hasToString("/var/lib/" + setting("StateDirectory"));
    }

    private static WorkerConfig load(Path file) {
        Map<String, String> environment = VARIABLE.matcher(Checkout.text("ops/systemd/cairn.env"))
                .results()
                .collect(Collectors.toMap(variable -> variable.group(1), variable -> variable.group(2)));
        return ConfigLoader.load(new ConfigInput(Optional.of(file), environment, Map.of()))
                .worker();
    }

    private static String setting(String name) {
        return Pattern.compile("(?m)^" + name + "=(.*)$")
                .matcher(Checkout.text(UNIT))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected the unit to set " + name));
    }
}
