package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.commands.Arguments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    @Test
    void everyOptionIsHeard() {
        assertThat(parse()).isEqualTo(DemoOptions.STANDARD);
        assertThat(parse("--blocks", "7", "--rate=0.5", "--port", "0", "--seed", "-3"))
                .isEqualTo(new DemoOptions(7, false, 0.5, 0, -3));
        assertThat(parse("--verify", "--blocks", "7", "--seed", "-3")).isEqualTo(new DemoOptions(7, true, 2, 9091, -3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --blocks 0      | --blocks is 0, but it has to be from 1
                    --blocks many   | --blocks takes a whole number, but got 'many'
                    --blocks        | nothing follows
                    --rate 0        | --rate is 0.0, but it has to be above 0
                    --rate NaN      | --rate is NaN
                    --port 70000    | --port is 70000, but it has to be from 0 to 65535
                    --speed 3       | but got '--speed'
                    --verify --rate 5        | expected --verify without --rate, since the chain does not grow
                    --rate=2 --port 0 --verify | expected --verify without --port and --rate
                    """)
    void whatCannotBeIsRefusedWithWhatIsAccepted(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static DemoOptions parse(String... arguments) {
        return DemoOptions.parse(Arguments.of(List.of(arguments)));
    }
}
