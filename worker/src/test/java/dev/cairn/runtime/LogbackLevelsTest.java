package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogbackLevelsTest {
    private static final String NAME = "dev.cairn.test.levels";

    @Test
    void aLevelIsChangedAndComesBack() {
        Logger logger = LoggerFactory.getLogger(NAME + ".Some");
        LogbackLevels levels = new LogbackLevels();
        String before = levels.levelOf(NAME);
        levels.set(NAME, Optional.of("trace"));
        assertThat(levels.levelOf(NAME)).isEqualTo("trace");
        assertThat(logger.isTraceEnabled()).isTrue();
        levels.set(NAME, Optional.of("error"));
        assertThat(logger.isWarnEnabled()).isFalse();
        levels.set(NAME, Optional.empty());
        assertThat(levels.levelOf(NAME)).isEqualTo(before);
        assertThat(logger.isTraceEnabled()).isFalse();
    }

    @Test
    void whatHadALevelAtTheStartGetsThatOneBack() {
        LogbackLevels levels = new LogbackLevels();
        String before = levels.levelOf(Logger.ROOT_LOGGER_NAME);
        levels.set(Logger.ROOT_LOGGER_NAME, Optional.of("error"));
        levels.set(Logger.ROOT_LOGGER_NAME, Optional.empty());
        assertThat(levels.levelOf(Logger.ROOT_LOGGER_NAME)).isEqualTo(before);
    }

    @Test
    void askingForALoggerDoesNotMakeIt() {
        Logger some = LoggerFactory.getLogger(NAME);
        LogbackLevels levels = new LogbackLevels();
        assertThat(levels.knows(some.getName())).isTrue();
        assertThat(levels.knows("dev.cairn.no.such")).isFalse();
        assertThat(levels.knows("dev.cairn.no.such")).isFalse();
        assertThat(levels.knows("dev.cairn")).isTrue();
    }
}
