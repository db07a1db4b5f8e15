package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.simulation.StepClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskRoomTest {
    private static final int MEBIBYTE = 1 << 20;

    private final StepClock clock = new StepClock();
    private final AtomicLong usable = new AtomicLong(100 * MEBIBYTE);
    private final DiskRoom room = new DiskRoom(usable::get, clock);

    @Test
    void whatHasRoomIsBegunAndWhatHasNoneIsNot() {
        room.expect("flushing memtables", 99 * MEBIBYTE);
        assertThatExceptionOfType(StorageFault.DiskFull.class)
                .isThrownBy(() -> room.expect("flushing memtables", 100 * MEBIBYTE))
                .withMessageContainingAll("flushing memtables was not begun", Long.toString(usable.get()))
                .satisfies(fault -> assertThat(fault.whatToDo()).startsWith("Free space"));
    }

    @Test
    void whatIsRefusedForLongThoughThereIsRoomTakesOpeningAgain() {
        assertThat(refusedAfter(0)).startsWith("Free space");
        assertThat(refusedAfter(29)).startsWith("Free space");
        assertThat(refusedAfter(1)).contains("opens the database again");
        room.wrote();
        assertThat(refusedAfter(1)).startsWith("Free space");
    }

    @Test
    void aDiskThatIsFullNowAndThenIsNoReasonForIt() {
        for (int i = 0; i < 10; i++) {
            usable.set(i % 2 == 0 ? 0 : 100 * MEBIBYTE);
            assertThat(refusedAfter(20)).startsWith("Free space");
        }
    }

    /// What is to be done about a refusal that comes so much later.
    private String refusedAfter(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        StorageFault.DiskFull fault = room.refused(new StorageFault.DiskFull("no space", null), MEBIBYTE);
        assertThat(fault).hasMessage("no space");
        return fault.whatToDo();
    }
}
