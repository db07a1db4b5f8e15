package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RepairBarTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final RepairBar bar = new RepairBar(Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8)));

    @Test
    void eachStepHasItsOwnShare() {
        bar.during(() -> {
            bar.step("digests of blocks", 30);
            bar.done(15);
            return waitFor("repairing  ████████████░░░░░░░░░░░░  50 %  15 of 30");
        });
        assertThat(text()).contains(": digests of blocks").contains("repairing: done in ");
    }

    @Test
    void whatIsReadOfASnapshotIsShownInBytes() {
        bar.during(() -> {
            bar.step("digests of blocks", 30);
            bar.done(30);
            bar.begins("17", 4 << 20);
            bar.did(1 << 20);
            bar.did(1 << 20);
            return waitFor("50 %  2.0 MiB of 4.0 MiB");
        });
        assertThat(text()).contains("the snapshot 17");
    }

    @Test
    void whatIsSaidStays() {
        bar.says("damaged: a table");
        bar.isDamaged("17", "cut");
        assertThat(text()).contains("damaged: a table").contains("the snapshot 17 is damaged and is put aside: cut");
    }

    private String waitFor(String line) {
        while (!text().contains(line)) {
            Thread.onSpinWait();
        }
        return line;
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
