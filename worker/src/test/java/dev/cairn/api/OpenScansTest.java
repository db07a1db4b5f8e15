package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.http.RefusedException;
import dev.cairn.read.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OpenScansTest {
    private static final int SCANS = 50;

    private final OpenScans scans = new OpenScans(SCANS, Duration.ofMinutes(1));
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger mostAtWork = new AtomicInteger();

    @Test
    void ofManyScansAsManyAreAtWorkAsLeaveProcessorsToOthers() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SCANS; i++) {
                var _ = threads.submit(() -> scans.inTurn(this::work));
            }
        }
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        assertThat(mostAtWork).hasValueBetween(1, half);
    }

    @Test
    void whoHasToWaitForTheHeightTakesNoPlaceFromOthers() {
        OpenScans single = new OpenScans(1, Duration.ofMinutes(1));
        for (int i = 0; i < 2; i++) {
            assertThat(single.placed(() -> new Answer.NotYetApplied<>(Optional.empty()), _ -> {}))
                    .isInstanceOf(Answer.NotYetApplied.class);
            assertThat(single.count()).isZero();
        }
    }

    @Test
    void aScanHasItsPlaceUntilItIsClosed() {
        OpenScans single = new OpenScans(1, Duration.ofMinutes(1));
        List<String> closed = new ArrayList<>();
        Supplier<Answer<String>> open =
                () -> new Answer.Known<>(ChainBuilder.first(0).build().ref(), "scan");
        Answer<OpenScans.Placed<String>> answer = single.placed(open, closed::add);
        assertThat(single.count()).isEqualTo(1);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> single.placed(open, closed::add))
                .withMessageContaining("1 scans are open");
        assertThat(answer)
                .isInstanceOfSatisfying(Answer.Known.class, known -> ((OpenScans.Placed<?>) known.value()).close());
        assertThat(closed).containsExactly("scan");
        assertThat(single.count()).isZero();
    }

    @Test
    void whatCannotBeOpenedLeavesItsPlace() {
        assertThatIllegalStateException()
                .isThrownBy(() -> scans.placed(
                        () -> {
                            throw new IllegalStateException("planted");
                        },
                        _ -> {}));
        assertThat(scans.count()).isZero();
    }

    private int work() {
        int now = atWork.incrementAndGet();
        mostAtWork.accumulateAndGet(now, Math::max);
        LockSupport.parkNanos(1); // Lets the next one begin, if it may.
        return atWork.decrementAndGet();
    }
}
