package dev.cairn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.simulation.StepClock;
import dev.cairn.source.SourceUnavailableException;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a failure means.
class StandingTest {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final StepClock clock = new StepClock();
    private final List<String> told = new ArrayList<>();
    private Optional<StorageFault.Corrupt> damage = Optional.empty();
    private final Standing standing = new Standing(
            new PipelineListener() {
                @Override
                public void halted(Halt halt) {
                    told.add("halted by " + halt.reason());
                }

                @Override
                public void resumed() {
                    told.add("resumed");
                }

                @Override
                public void opensAgain() {
                    told.add("opens again");
                }

                @Override
                public void haltCause(Throwable cause) {
                    told.add("cause: " + cause.getMessage());
                }

                @Override
                public void unforeseen(Throwable cause) {
                    told.add("unforeseen");
                }
            },
            clock,
            RETRY_AFTER,
            () -> damage);

    @Test
    void damageThatAReaderComesAcrossStopsItOnce() {
        assertThat(standing.mayAdvance()).isTrue();
        damage = Optional.of(new StorageFault.Corrupt("a block of a table is not what was written", null));
        assertThat(standing.mayAdvance()).isFalse();
        assertThat(standing.mayAdvance()).isFalse();
        assertThat(standing.mayWrite()).isFalse();
        assertThat(told)
                .filteredOn(("halted by " + HaltReason.STORAGE_CORRUPT)::equals)
                .hasSize(1);
    }

    @Test
    void whoeverGaveNoAnswerIsAskedAgainAfterAWhile() {
        standing.failed(new SourceUnavailableException("no answer", new IllegalStateException()));
        assertThat(standing.waitingForSource()).contains("no answer");
        assertThat(standing.mayAdvance()).isFalse();
        clock.advance(RETRY_AFTER);
        assertThat(standing.mayAdvance()).isTrue();
        standing.sourceAnswered();
        assertThat(standing.waitingForSource()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aTimeOfDayThatIsSetBackHoldsUpNobody() {
        standing.failed(new SourceUnavailableException("no answer", new IllegalStateException()));
        standing.writeFailed(StorageFaults.retryable("no answer"));
        clock.setTimeOfDay(Duration.ofHours(-1));
        assertThat(standing.mayAdvance()).isFalse();
        assertThat(standing.mayWrite()).isFalse();
        clock.advance(RETRY_AFTER);
        assertThat(standing.mayAdvance()).isTrue();
        assertThat(standing.mayWrite()).isTrue();
    }

    @Test
    void whatCannotPassHaltsForGood() {
        standing.failed(halt(HaltReason.GAP));
        clock.advance(RETRY_AFTER);
        assertThat(standing.mayAdvance()).isFalse();
        assertThat(standing.mayWrite())
                .as("what is final goes to disk all the same")
                .isTrue();
        standing.wrote();
        standing.advanced();
        assertThat(standing.halt().map(Halt::reason)).contains(HaltReason.GAP);
        assertThat(told).containsExactly("halted by gap");
    }

    @Test
    void whatAForeseenHaltCameOfIsToldOnceAndIsNotUnforeseen() {
        for (int i = 0; i < 2; i++) {
            standing.failed(new HaltException(
                    new Halt(HaltReason.HANDLER_FAILED, "what", "where", "do"), new IllegalStateException("mine")));
        }
        assertThat(told).containsExactly("cause: mine", "halted by handler_failed");
    }

    @Test
    void whatMayPassIsTriedAgainAndSaidOnce() {
        for (int i = 0; i < 3; i++) {
            standing.failed(halt(HaltReason.SOURCE_REFUSED));
            assertThat(standing.mayAdvance()).isFalse();
            clock.advance(RETRY_AFTER);
            assertThat(standing.mayAdvance()).isTrue();
        }
        standing.advanced();
        assertThat(standing.halt()).isEmpty();
        assertThat(told).containsExactly("halted by source_refused", "resumed");
    }

    @Test
    void anAnswerFromKafkaWhileOneRestsShowsNotThatTheDiskIsWellAgain() {
        standing.failed(StorageFaults.diskFull("no space to rewind"));
        clock.advance(RETRY_AFTER);
        standing.sourceAnswered();
        assertThat(standing.halt().map(Halt::reason)).contains(HaltReason.DISK_FULL);
        standing.wrote();
        assertThat(told).containsExactly("halted by disk_full", "resumed");
    }

    @Test
    void aFullDiskIsSaidAtOnceAndPassesWithTheNextWrite() {
        standing.writeFailed(StorageFaults.diskFull("no space"));
        assertThat(standing.mayWrite()).isFalse();
        assertThat(standing.mayAdvance()).isFalse();
        clock.advance(RETRY_AFTER);
        assertThat(standing.mayWrite()).isTrue();
        assertThat(standing.mayAdvance())
                .as("only writing shows whether there is space")
                .isFalse();
        standing.wrote();
        assertThat(standing.mayAdvance()).isTrue();
        assertThat(told).containsExactly("halted by disk_full", "resumed");
    }

    @Test
    void aFullDiskThatTakesOpeningAgainByNowIsSaidOnceMoreAndThatAtEveryTry() {
        standing.writeFailed(StorageFaults.diskFull("no space"));
        for (int i = 0; i < 3; i++) {
            standing.writeFailed(StorageFaults.diskFullThoughThereIsRoom("no space"));
            assertThat(standing.halt().map(Halt::whatToDo).orElseThrow()).contains("opens the database again");
        }
        standing.wrote();
        assertThat(told)
                .containsExactly(
                        "halted by disk_full",
                        "halted by disk_full",
                        "opens again",
                        "opens again",
                        "opens again",
                        "resumed");
    }

    @Test
    void aDiskThatFailsNowAndThenIsBorneForAWhile() {
        for (int i = 0; i < 4; i++) {
            standing.writeFailed(StorageFaults.retryable("no answer"));
        }
        assertThat(standing.halt()).isEmpty();
        standing.wrote();
        for (int i = 0; i < 5; i++) {
            standing.writeFailed(StorageFaults.retryable("no answer"));
        }
        assertThat(told).containsExactly("halted by storage_failed");
    }

    @Test
    void failedReadsInARowAreCountedUntilOneSucceeds() {
        for (int i = 0; i < 4; i++) {
            standing.failed(StorageFaults.retryable("no answer"));
        }
        standing.advanced();
        for (int i = 0; i < 4; i++) {
            standing.failed(StorageFaults.retryable("no answer"));
        }
        assertThat(told).isEmpty();
        standing.failed(StorageFaults.retryable("no answer"));
        assertThat(told).containsExactly("halted by storage_failed");
    }

    @Test
    void nothingIsWrittenToADamagedDatabase() {
        standing.writeFailed(StorageFaults.corrupt("a wrong checksum"));
        clock.advance(RETRY_AFTER);
        assertThat(standing.mayWrite()).isFalse();
        assertThat(standing.mayAdvance()).isFalse();
        assertThat(told).containsExactly("halted by storage_corrupt");
    }

    @Test
    void aDamagedDatabaseIsToldAndLeftAloneWhateverHaltedBefore() {
        standing.failed(halt(HaltReason.GAP));
        standing.writeFailed(StorageFaults.corrupt("a wrong checksum"));
        clock.advance(RETRY_AFTER);
        assertThat(standing.halt().map(Halt::reason)).contains(HaltReason.STORAGE_CORRUPT);
        assertThat(standing.mayWrite()).isFalse();
        standing.writeFailed(StorageFaults.corrupt("another"));
        standing.writeFailed(StorageFaults.diskFull("no space"));
        standing.wrote();
        clock.advance(RETRY_AFTER);
        assertThat(standing.mayWrite()).isFalse();
        assertThat(told).containsExactly("halted by gap", "halted by storage_corrupt");
    }

    @Test
    void aDatabaseThatTurnsOutToBeDamagedWhileTheDiskIsFullDoesNotPassByItself() {
        standing.writeFailed(StorageFaults.diskFull("no space"));
        standing.failed(StorageFaults.corrupt("a wrong checksum"));
        standing.wrote();
        clock.advance(RETRY_AFTER);
        assertThat(standing.mayWrite()).isFalse();
        assertThat(told).containsExactly("halted by disk_full", "halted by storage_corrupt");
    }

    @Test
    void aMistakeOfOursIsLoggedOnceWhereverItShows() {
        standing.failed(new IllegalStateException("a mistake"));
        standing.writeFailed(new IllegalStateException("another"));
        assertThat(told).containsExactly("unforeseen", "halted by internal");
    }

    private static HaltException halt(HaltReason reason) {
        return new HaltException(new Halt(reason, "something", "somewhere", "Do something."));
    }
}
