package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.http.RefusedException;
import dev.cairn.model.BlockRef;
import dev.cairn.read.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OpenScansTest {
    private static final int SCANS = 50;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final BlockRef AT = ChainBuilder.first(0).build().ref();

    private final OpenScans scans = new OpenScans(SCANS, LONG);
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger mostAtWork = new AtomicInteger();

    /// A walk that has a place.
    static OpenScans.Placed<NumberedWalk> placed(OpenScans scans, NumberedWalk walk) {
        if (scans.placed(() -> new Answer.Known<>(AT, walk))
                instanceof Answer.Known<OpenScans.Placed<NumberedWalk>>(var _, var placed)) {
            return placed;
        }
        throw new AssertionError("expected a walk that was opened to be known");
    }

    @Test
    void ofManyScansAsManyAreAtWorkAsLeaveProcessorsToOthers() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SCANS; i++) {
                var _ = threads.submit(
                        () -> placed(scans, NumberedWalk.endless()).inTurn(this::work));
            }
        }
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        assertThat(mostAtWork).hasValueBetween(1, half);
    }

    @Property
    void noTurnIsLongerThanItsStepsButForTheLastOfThem(
            @ForAll @IntRange(min = 1, max = 50) int stepsInATurn, @ForAll @IntRange(min = 1, max = 9) int dearest) {
        NumberedWalk walk = new NumberedWalk(200, _ -> false, number -> 1 + number % dearest);
        OpenScans.Placed<NumberedWalk> placed = placed(new OpenScans(1, LONG, stepsInATurn), walk);
        boolean goesOn = true;
        while (goesOn) {
            long before = walk.steps();
            goesOn = placed.inTurn(() -> {
                boolean stands = walk.step();
                while (stands && !placed.isTurnOver()) {
                    stands = walk.step();
                }
                return stands;
            });
            assertThat(walk.steps() - before).isLessThan(stepsInATurn + dearest);
        }
        assertThat(walk.number()).isEqualTo(200);
    }

    @Test
    void whoHasToWaitForTheHeightTakesNoPlaceFromOthers() {
        OpenScans single = new OpenScans(1, LONG);
        for (int i = 0; i < 2; i++) {
            assertThat(single.<NumberedWalk>placed(() -> new Answer.NotYetApplied<>(Optional.empty())))
                    .isInstanceOf(Answer.NotYetApplied.class);
            assertThat(single.count()).isZero();
        }
    }

    @Test
    void aScanHasItsPlaceUntilItIsClosed() {
        OpenScans single = new OpenScans(1, LONG);
        NumberedWalk walk = NumberedWalk.endless();
        OpenScans.Placed<NumberedWalk> placed = placed(single, walk);
        assertThat(single.count()).isEqualTo(1);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> placed(single, NumberedWalk.endless()))
                .withMessageContaining("1 scans are open");
        placed.close();
        assertThat(walk.closed).isTrue();
        assertThat(single.count()).isZero();
    }

    @Test
    void whatCannotBeOpenedLeavesItsPlace() {
        assertThatIllegalStateException()
                .isThrownBy(() -> scans.<NumberedWalk>placed(() -> {
                    throw new IllegalStateException("planted");
                }));
        assertThat(scans.count()).isZero();
    }

    private int work() {
        int now = atWork.incrementAndGet();
        mostAtWork.accumulateAndGet(now, Math::max);
        LockSupport.parkNanos(1); // Lets the next one begin, if it may.
        return atWork.decrementAndGet();
    }
}
