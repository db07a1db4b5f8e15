package dev.cairn.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final List<String> turns = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void contendersTakeTurnsAndNobodyAlwaysGoesFirst() throws Exception {
        compared();
        assertThat(turns).containsExactly("fast", "slow", "slow", "fast", "fast", "slow");
    }

    @Test
    void ratiosAreTakenRoundByRoundSoThatADriftingMachineDoesNotSkewThem() throws Exception {
        Comparison comparison = compared();
        assertThat(comparison.ratio("fast", "slow")).isEqualTo(new Spread(2, 2, 2));
        assertThat(comparison.rate("slow")).isEqualTo(new Spread(1, 3, 6));
    }

    @Test
    void theReportIsATable() throws Exception {
        compared().print(out);
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("| slow | 3.00 (1.00 to 6.00) |\n");
    }

    @Test
    void nothingIsReportedThatWasNotMeasured() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new Comparison("x/s", List.of()).rate("fast"))
                .withMessageContaining("'fast'");
        assertThatIllegalArgumentException().isThrownBy(Spread::of);
    }

    @Test
    void aSpreadQuotesTheMiddleAndShortensLargeNumbers() {
        assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1, 2.5, 4));
        assertThat(Spread.of(12_345_678, 23_456, 99)).hasToString("23.5k (99.00 to 12.35M)");
    }

    @Test
    void optionsSayWhatTheyWouldHaveAccepted() {
        assertThat(BenchOptions.parse(List.of("--quick", "--json", "x")).quick())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse(List.of("--quik")))
                .withMessage("expected --quick or --json FILE, but got '--quik'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse(List.of("--json")))
                .withMessage("--json needs the file to write to");
    }

    @Test
    void ratiosForMachinesAreMediansAndHowFarTheyLieApart() {
        BenchOptions options = BenchOptions.parse(List.of());
        options.report("b_vs_a", Spread.of(1.5, 1.25, 9));
        assertThat(options.ratiosAsJson())
                .isEqualTo("{\"ratios\": {\"b_vs_a\": 1.500}, \"spreads\": {\"b_vs_a\": [1.250, 9.000]}}");
    }

    /// The machine gets slower by the round: 6, 3, 1.
    private Comparison compared() throws Exception {
        double[] speed = {6, 3, 1};
        Comparison comparison = new Comparison(
                "x/s",
                List.of(
                        new Contender("fast", () -> 2 * speed[turn("fast")]),
                        new Contender("slow", () -> speed[turn("slow")])));
        comparison.run(3, Screen.plain(out));
        return comparison;
    }

    private int turn(String name) {
        int round = turns.size() / 2;
        turns.add(name);
        return round;
    }
}
