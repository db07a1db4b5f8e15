package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.thread.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final Deadline LATE = Deadline.in(Duration.ofMinutes(5));
    private static final Deadline NOW = Deadline.in(Duration.ZERO);

    private final SideBySide closing = new SideBySide();
    private final CountDownLatch disk = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        disk.countDown();
    }

    @Test
    void oneThatHangsIsNamedAndHoldsUpNoOther() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(2);
        closing.close("hanging", this::hang, () -> "the first is still writing");
        closing.close("second", closed::countDown, () -> "the second is open");
        closing.close("third", closed::countDown, () -> "the third is open");

        closed.await();
        assertThat(closing.await(NOW)).contains("the first is still writing");

        disk.countDown();
        assertThat(closing.await(LATE)).isEmpty();
    }

    @Test
    void oneThatFailsIsToldOfWhenAllHaveBeenWaitedFor() {
        CountDownLatch closed = new CountDownLatch(1);
        closing.close("first", SideBySideTest::fail, () -> "open");
        closing.close("second", closed::countDown, () -> "open");
        closing.close("third", SideBySideTest::fail, () -> "open");

        assertThatThrownBy(() -> closing.await(LATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not like this")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void whatIsOpenIsToldWithWhatItMeans() {
        assertThat(new StopUnfinishedException(List.of("this is open", "that is open")))
                .hasMessageContaining("this is open, that is open")
                .hasMessageContaining("Nothing is lost")
                .hasMessageContaining("disk");
    }

    private void hang() {
        try {
            disk.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail() {
        throw new IllegalArgumentException("not like this");
    }
}
