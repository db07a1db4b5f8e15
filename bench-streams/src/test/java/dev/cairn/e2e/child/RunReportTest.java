package dev.cairn.e2e.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunReportTest {
    private static final RunReport REPORT =
            new RunReport(5_000_000, 10_000_000_000L, 15_000_000_000L, 1 << 30, 1 << 29);

    @Test
    void aReportSurvivesTheLineItIsPrintedAs() {
        assertThat(RunReport.ofLine(REPORT.line())).contains(REPORT);
    }

    @Test
    void whatALibraryPrintsIsNoReport() {
        assertThat(RunReport.ofLine("SLF4J: no providers were found")).isEmpty();
        assertThat(RunReport.ofLine("caught up: writes=many")).isEmpty();
    }

    @Test
    void figuresAreOfTheTimeThatTheClockRan() {
        assertThat(REPORT.writesPerSecond()).isEqualTo(500_000);
        assertThat(REPORT.cpuSecondsPerMillionWrites()).isEqualTo(3);
    }

    @Test
    void nothingTakenInIsNoResult() {
        assertThatThrownBy(() -> new RunReport(0, 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected some writes in some time");
    }
}
