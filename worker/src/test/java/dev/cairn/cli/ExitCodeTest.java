package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.HaltReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
    @Test
    void whoDiesOfAnErrorSaysWhatToDo() {
        assertThat(ForegroundWorker.whatToDo(new OutOfMemoryError("Java heap space")))
                .contains("Lower assemble.buffered-bytes-max", "-Xmx");
        assertThat(ForegroundWorker.whatToDo(new StackOverflowError())).contains("report this");
    }

    @Test
    void noTwoAreTheSameAndOnlySuccessIsNought() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ExitCode.values()).filter(code -> code.number() == 0))
                .containsExactly(ExitCode.SUCCESS);
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).allMatch(number -> number < 128);
    }

    @ParameterizedTest
    @EnumSource(HaltReason.class)
    void aWorkerThatCannotGoOnNeverLooksLikeOneThatIsDone(HaltReason reason) {
        assertThat(ExitCode.of(reason)).isNotEqualTo(ExitCode.SUCCESS);
    }
}
