package dev.cairn.mvcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RewindGuardTest {
    private final RewindGuard guard = new RewindGuard();
    private final List<Long> epochs = new ArrayList<>();
    private final List<String> discarded = new ArrayList<>();

    @Test
    void aReadThatNothingDisturbsRunsOnceAndItsEpochStays() {
        assertThat(guard.read(this::seen, discarded::add)).isEqualTo("read 1");
        assertThat(guard.read(this::seen, discarded::add)).isEqualTo("read 2");
        assertThat(epochs.get(0)).isEqualTo(epochs.get(1));
        assertThat(discarded).isEmpty();
    }

    @Test
    void aReadThatARewindCameIntoBeginsAgainInANewEpoch() {
        String result = guard.read(
                epoch -> {
                    String read = seen(epoch);
                    if (epochs.size() == 1) {
                        rewind();
                    }
                    return read;
                },
                discarded::add);
        assertThat(result).isEqualTo("read 2");
        assertThat(discarded).containsExactly("read 1");
        assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1));
    }

    @Test
    void aFailureCountsOnlyIfNoRewindCameBetween() {
        String result = guard.read(
                epoch -> {
                    if (epochs.isEmpty()) {
                        epochs.add(epoch);
                        rewind();
                        throw new IllegalStateException("torn");
                    }
                    return seen(epoch);
                },
                discarded::add);
        assertThat(result).isEqualTo("read 2");
        assertThatIllegalStateException()
                .isThrownBy(() -> guard.read(
                        _ -> {
                            throw new IllegalStateException("broken");
                        },
                        _ -> {}))
                .withMessage("broken");
    }

    @Test
    void aReadWaitsForARewindThatRuns() throws InterruptedException {
        CountDownLatch rewinding = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Thread writer = Thread.ofPlatform()
                .start(() -> guard.rewind(() -> {
                    rewinding.countDown();
                    try {
                        finish.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "rewound";
                }));
        rewinding.await();
        Thread reader = Thread.ofPlatform().start(() -> guard.read(this::seen, discarded::add));
        while (reader.getState() != Thread.State.WAITING && reader.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(epochs).isEmpty();
        finish.countDown();
        writer.join();
        reader.join();
        assertThat(epochs).hasSize(1);
    }

    private String seen(long epoch) {
        epochs.add(epoch);
        return "read " + epochs.size();
    }

    private void rewind() {
        assertThat(guard.rewind(() -> "rewound")).isEqualTo("rewound");
    }
}
