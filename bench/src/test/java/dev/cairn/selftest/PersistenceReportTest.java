package dev.cairn.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.verify.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PersistenceReportTest {
    private static final Kill KILL = new Kill(
            1,
            KillMoment.AT_THE_TIP,
            Duration.ofSeconds(12),
            Duration.ofMillis(2_500),
            Optional.of(new WorkerHeights(OptionalLong.of(120), OptionalLong.of(100), OptionalLong.of(0), false)));

    private final Findings findings = new Findings();

    @Test
    void itTellsEveryKillAndEveryRestart() {
        assertThat(report(new Agreement(10, 10, 0, OptionalLong.empty())).text())
                .contains(
                        "repeat     ./cairn selftest persistence --kills 20 --broker-restarts 3 --blocks 4000 --seed 1")
                .contains("killed (SIGKILL) 1 times: 1 at the tip")
                .contains("   1  after 12 s       lived 2.5 s    at the tip ")
                .contains("applied 120, flushed 100, 0 offsets behind")
                .contains("in life 3    after 30 s       killed (SIGKILL), back in 4.0 s")
                .contains("10 of 10 final blocks on disk with their chained digests, all equal");
    }

    @Test
    void aRunThatDisagreesHasFailedAndSaysFromWhereOn() {
        PersistenceReport report = report(new Agreement(10, 10, 2, OptionalLong.of(7)));
        assertThat(report.passed()).isFalse();
        assertThat(report.text())
                .contains("verdict    FAILED")
                .contains("2 different")
                .contains("the digests of the two runs, from height 7 on");
    }

    @Test
    void whereOnlyTheDigestsDifferTheVerdictSaysSo() {
        findings.reachedTheEnd();
        assertThat(report(new Agreement(10, 10, 2, OptionalLong.of(7))).text())
                .contains("verdict    FAILED: everything is as the oracle says, but the digests are not those of the"
                        + " undisturbed run");
    }

    @Test
    void heightsThatAreMissingAreToldOf() {
        findings.reachedTheEnd();
        PersistenceReport report = report(new Agreement(10, 8, 0, OptionalLong.empty()));
        assertThat(report.passed()).isFalse();
        assertThat(report.text())
                .contains("but not every height could be compared with the undisturbed run")
                .contains("2 final blocks are not on disk in both databases");
    }

    @Test
    void whatAgreesInEverythingHasPassed() {
        findings.reachedTheEnd();
        PersistenceReport report = report(new Agreement(10, 10, 0, OptionalLong.empty()));
        assertThat(report.passed()).isTrue();
        assertThat(report.text())
                .contains("verdict    PASSED: everything is as the oracle says; every digest equals that of the"
                        + " undisturbed run");
    }

    @Test
    void nothingComparedIsNothingProvedAndNeitherIsOnlySomeOfIt() {
        assertThat(new Agreement(0, 0, 0, OptionalLong.empty()).holds()).isFalse();
        assertThat(new Agreement(2, 1, 0, OptionalLong.empty()).holds()).isFalse();
        assertThat(new Agreement(2, 2, 1, OptionalLong.of(1)).holds()).isFalse();
        assertThat(new Agreement(2, 2, 0, OptionalLong.empty()).holds()).isTrue();
    }

    private PersistenceReport report(Agreement agreement) {
        return new PersistenceReport(
                SelftestOptions.STANDARD,
                "a chain",
                Instant.EPOCH,
                Duration.ofMinutes(2),
                List.of(KILL),
                List.of(new BrokerRestart(3, Duration.ofSeconds(30), true, Duration.ofSeconds(4))),
                findings,
                agreement);
    }
}
