package dev.cairn.marks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.thread.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Waiting for marks. What waits here for longer than a moment waits for ever, so a wake-up that is missed fails a
/// test.
@Timeout(120)
class MarkBoardTest {
    private static final Deadline NEVER = Deadline.in(Duration.ofDays(1));
    private static final Deadline PASSED = Deadline.in(Duration.ZERO);

    private final MarkBoard board = new MarkBoard(Marks.NONE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        board.close();
        threads.close();
    }

    @Test
    void whatIsThereAlreadyIsNotWaitedFor() {
        board.applied(7, -1);
        assertThat(board.awaitApplied(7, PASSED)).isTrue();
        assertThat(board.awaitApplied(8, PASSED)).isFalse();
        assertThat(board.awaitChange(Marks.NONE, PASSED)).isTrue();
        assertThat(board.awaitChange(board.now(), PASSED)).isFalse();
    }

    @Test
    void whoWaitsForAHeightIsWokenByItAndByNoLowerOne() throws Exception {
        Future<Long> seen = waiting(() -> {
            assertThat(board.awaitApplied(5, NEVER)).isTrue();
            return board.now().applied().orElseThrow();
        });
        for (int height = 0; height <= 5; height++) {
            board.applied(height, -1);
        }
        assertThat(seen.get()).isEqualTo(5);
    }

    @Test
    void everyKindOfChangeWakesWhoeverWaitsForAny() throws Exception {
        List<Runnable> changes =
                List.of(() -> board.applied(3, 2), () -> board.flushed(1, 0), () -> board.rewound(marksUpTo(1)));
        for (Runnable change : changes) {
            Marks before = board.now();
            Future<Boolean> woken = waiting(() -> board.awaitChange(before, NEVER));
            change.run();
            assertThat(woken.get()).isTrue();
        }
    }

    @Test
    void anotherBlockOfTheSameHeightIsAChangeThoughNoMarkMoves() {
        board.applied(3, 2);
        Marks before = board.now();
        board.applied(3, 2);
        assertThat(board.now()).isEqualTo(before);
        assertThat(board.awaitChange(before, PASSED)).isTrue();
    }

    @Test
    void aClosedBoardLetsEveryoneGoAndNobodyWait() throws Exception {
        board.applied(3, 2);
        Marks now = board.now();
        Future<Boolean> forHeight = waiting(() -> board.awaitApplied(4, NEVER));
        Future<Boolean> forChange = waiting(() -> board.awaitChange(now, NEVER));
        assertThat(board.isClosed()).isFalse();
        board.close();
        assertThat(board.isClosed()).isTrue();
        assertThat(forHeight.get()).isFalse();
        assertThat(forChange.get()).isFalse();
        assertThat(board.awaitApplied(4, NEVER)).isFalse();
        assertThat(board.awaitApplied(3, NEVER)).isTrue();
    }

    @Test
    void whoIsInterruptedWaitsNoMoreAndStaysInterrupted() throws Exception {
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            return !board.awaitApplied(1, NEVER) && Thread.currentThread().isInterrupted();
        });
        assertThat(interrupted.get()).isTrue();
    }

    /// Each waits for every height in turn while they come as fast as they can: a single wake-up that got lost would
    /// leave it behind for ever, since after the last height nothing wakes it again.
    @Test
    void amongManyWhoWaitNobodyMissesTheLastChange() throws Exception {
        int last = 5_000;
        List<Future<Boolean>> waiters = IntStream.range(0, 200)
                .mapToObj(number -> threads.submit(() -> {
                    boolean all = true;
                    for (long height = 0;
                            height <= last;
                            height = board.now().applied().orElse(-1) + 1) {
                        all &= number % 2 == 0 ? board.awaitApplied(height, NEVER) : awaitChangeUpTo(height);
                    }
                    return all;
                }))
                .toList();
        for (int height = 0; height <= last; height++) {
            board.applied(height, -1);
        }
        for (Future<Boolean> waiter : waiters) {
            assertThat(waiter.get()).isTrue();
        }
    }

    private boolean awaitChangeUpTo(long height) {
        for (Marks before = board.now(); before.applied().orElse(-1) < height; before = board.now()) {
            if (!board.awaitChange(before, NEVER)) {
                return false;
            }
        }
        return true;
    }

    private <T> Future<T> waiting(Callable<T> task) {
        return threads.submit(task);
    }

    private static Marks marksUpTo(long height) {
        MarkBoard other = new MarkBoard(Marks.NONE);
        other.applied(height, height);
        other.flushed(height, 0);
        return other.now();
    }
}
