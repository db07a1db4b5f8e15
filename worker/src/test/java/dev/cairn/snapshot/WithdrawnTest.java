package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithdrawnTest {
    @TempDir
    private Path directory;

    private Withdrawn withdrawn;

    @BeforeEach
    void nothingIsWithdrawn() {
        withdrawn = new Withdrawn(directory.resolve("snapshots"));
        assertThat(withdrawn.above()).isEmpty();
        assertThat(withdrawn.toTell()).isEmpty();
    }

    @Test
    void ofSeveralRewindsTheDeepestCountsForTheNextProcessToo() {
        rewindTo(30);
        rewindTo(20);
        rewindTo(25);
        Withdrawn ofTheNextProcess = new Withdrawn(directory.resolve("snapshots"));
        assertThat(ofTheNextProcess.above()).hasValue(20);
        ofTheNextProcess.told(ofTheNextProcess.toTell().orElseThrow());
        assertThat(withdrawn.above()).isEmpty();
    }

    @Test
    void nobodyIsToldOfARewindBeforeItEnds() {
        withdrawn.begin(20);
        assertThat(withdrawn.above()).as("whoever fetches goes by it at once").hasValue(20);
        assertThat(withdrawn.toTell()).isEmpty();
        withdrawn.rewindEnded();
        assertThat(withdrawn.toTell()).map(Withdrawal::above).hasValue(20L);
    }

    @Test
    void aRewindToTheSameOrAHigherHeightIsStillToBeToldWhenTheOneBeforeItWas() {
        for (long second : new long[] {20, 25}) {
            rewindTo(20);
            Withdrawal first = withdrawn.toTell().orElseThrow();
            withdrawn.begin(second);
            withdrawn.told(first);
            withdrawn.rewindEnded();
            assertThat(withdrawn.toTell()).map(Withdrawal::above).hasValue(20L);
            withdrawn.told(withdrawn.toTell().orElseThrow());
            assertThat(withdrawn.above()).isEmpty();
        }
    }

    @Test
    void aNoteWrittenByHandNeedsTheHeightOnlyAndAnythingElseIsRefused() throws IOException {
        Path note = Files.createDirectory(directory.resolve("snapshots")).resolve("withdrawn-above");
        Files.writeString(note, "15\n");
        assertThat(withdrawn.above()).hasValue(15);
        withdrawn.told(withdrawn.toTell().orElseThrow());
        assertThat(note).doesNotExist();
        Files.writeString(note, "fifteen");
        assertThatThrownBy(withdrawn::above)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("found 'fifteen'")
                .hasMessageContaining("write into it above which height");
    }

    private void rewindTo(long height) {
        withdrawn.begin(height);
        withdrawn.rewindEnded();
    }
}
