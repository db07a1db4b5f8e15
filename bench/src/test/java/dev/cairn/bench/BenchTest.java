package dev.cairn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "generate --slow",
                "decode --json",
                "soak --minutes",
                "soak --minutes 0",
                "soak --minutes 1441",
                "decode --minutes 1"
            })
    void whatIsNotUnderstoodIsAnsweredWithTheUsageAndExitCodeTwo(String line) throws Exception {
        PrintStream stderr = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            List<String> args = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
            assertThat(Bench.run(args)).isEqualTo(2);
        } finally {
            System.setErr(stderr);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("error: ")
                .contains(
                        "usage: ./cairn bench decode | e2e | generate | http | keep | settings | soak | store [--quick] [--json FILE]",
                        "./cairn bench soak [--minutes N]");
    }

    @Test
    @Tag("slow")
    void aQuickRunEndsWellAndLeavesAFileForMachines(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("ratios.json");
        assertThat(Bench.run(List.of("generate", "--quick", "--json", json.toString())))
                .isZero();
        assertThat(json)
                .content()
                .startsWith("{\"ratios\": {\"generate_vs_target\": ")
                .contains("\"spreads\": {\"generate_vs_target\": [");
    }
}
