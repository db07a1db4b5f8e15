package dev.cairn.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.commands.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelftestOptionsTest {
    @Test
    void everyOptionIsHeard() {
        assertThat(parse("persistence")).isEqualTo(SelftestOptions.STANDARD);
        assertThat(parse(
                        "persistence",
                        "--kills",
                        "5",
                        "--broker-restarts",
                        "2",
                        "--blocks",
                        "300",
                        "--seed",
                        "9",
                        "--dir",
                        "here"))
                .isEqualTo(new SelftestOptions(300, 5, 2, 9, Optional.of(Path.of("here"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    speed                    | expected the name of a test, which is 'persistence', but got 'speed'
                    persistence --kills -1   | --kills is -1, but it has to be from 0
                    persistence --kills x    | --kills takes a whole number, but got 'x'
                    persistence --blocks 9   | --blocks is 9, but it has to be from 100
                    persistence --dir        | --dir takes a value, but nothing follows
                    persistence --fast       | but got '--fast'
                    """)
    void whatCannotBeIsRefusedWithWhatIsAccepted(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static SelftestOptions parse(String... arguments) {
        return SelftestOptions.parse(Arguments.of(List.of(arguments)));
    }
}
