package dev.cairn.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KillMomentTest {
    private static final int SIGKILL = 137;

    @ParameterizedTest
    @EnumSource(KillMoment.class)
    void whoeverWasKilledMayHaveBeenAndNobodyMayFail(KillMoment moment) {
        assertThat(moment.mayEndWith(SIGKILL)).isTrue();
        assertThat(moment.mayEndWith(1)).isFalse();
        assertThat(moment.mayEndWith(6)).isFalse();
    }

    @Test
    void onlyOneThatWasAskedToMayEndByItself() {
        assertThat(KillMoment.CLOSING.mayEndWith(0)).isTrue();
        assertThat(KillMoment.STARTING.mayEndWith(0)).isFalse();
    }
}
