package dev.cairn.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void anEqualsSignStandsForTheBlankBehindAnOption() {
        Arguments arguments = Arguments.of(List.of("--blocks=5", "--rate", "0.5", "--seed=-3", "--name=a=b", "x=y"));

        assertThat(arguments.next()).isEqualTo("--blocks");
        assertThat(arguments.wholeNumber("--blocks")).isEqualTo(5);
        assertThat(arguments.next()).isEqualTo("--rate");
        assertThat(arguments.decimal("--rate")).isEqualTo(0.5);
        assertThat(arguments.next()).isEqualTo("--seed");
        assertThat(arguments.longNumber("--seed")).isEqualTo(-3);
        assertThat(arguments.next()).isEqualTo("--name");
        assertThat(arguments.value("--name")).isEqualTo("a=b");
        assertThat(arguments.next()).isEqualTo("x=y");
        assertThat(arguments.isEmpty()).isTrue();
    }

    @Test
    void whatIsNoNumberIsToldAsItWasTyped() {
        assertThatThrownBy(() -> Arguments.of(List.of("abc")).wholeNumber("--blocks"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--blocks takes a whole number, but got 'abc'");
        assertThatThrownBy(() -> Arguments.of(List.of("fast")).decimal("--rate"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--rate takes a number, but got 'fast'");
    }

    @Test
    void anOptionAtTheEndMissesItsValue() {
        assertThatThrownBy(() -> Arguments.of(List.of()).value("--port"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--port takes a value, but nothing follows");
    }
}
