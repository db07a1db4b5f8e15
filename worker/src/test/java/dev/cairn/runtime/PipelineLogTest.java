package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.fixtures.LoggedLines;
import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageFaults;
import dev.cairn.thread.ForwardClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PipelineLogTest {
    private final StorageFault full = StorageFaults.diskFull("no space left");

    @RegisterExtension
    final LoggedLines lines = new LoggedLines("dev.cairn.shard");

    private final PipelineLog log = new PipelineLog(0, ForwardClock.fromNow());

    @Test
    void aDiskThatStaysFullIsToldWithWhereItWasThrownOnceAndThenInALine() {
        log.storageFailed(full);
        log.storageFailed(full);
        log.storageFailed(full);

        assertThat(lines.all()).hasSize(3).allMatch(line -> line.getLevel() == Level.WARN);
        assertThat(thrown()).containsExactly(true, false, false);
        assertThat(lines.all().getLast().getKeyValuePairs().toString()).contains("no space left");
    }

    @Test
    void anotherFailureAndOneAfterARoundThatWentWellAreNew() {
        log.storageFailed(full);
        log.storageFailed(StorageFaults.retryable("a hiccup"));
        log.flushed(new FlushReport(FlushTrigger.BLOCKS, 1, 2, 3, 0, 4, 5));
        log.storageFailed(StorageFaults.retryable("a hiccup"));

        assertThat(thrown()).containsExactly(true, true, true);
    }

    @Test
    void aForeseenHaltIsOneLineWithWhereItWasThrown() {
        Halt halt = new Halt(HaltReason.HANDLER_FAILED, "the handler threw", "blocks-0@3", "Mend it.");
        log.haltCause(new IllegalStateException("mine"));
        log.halted(halt);
        log.halted(halt);

        assertThat(lines.all()).hasSize(2).allMatch(line -> line.getMessage().startsWith("applying stopped"));
        assertThat(thrown()).containsExactly(true, false);
    }

    private List<Boolean> thrown() {
        return lines.all().stream()
                .map(line -> line.getThrowableProxy() != null)
                .toList();
    }
}
