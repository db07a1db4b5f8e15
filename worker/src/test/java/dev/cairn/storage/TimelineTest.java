package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void withoutARewindHeightsAreTimestamps() {
        assertThat(Timeline.START.timestampOf(0)).isZero();
        assertThat(Timeline.START.timestampOf(7)).isEqualTo(7);
        assertThat(Timeline.START.heightAt(7)).hasValue(7);
        assertThat(Timeline.START.tipShift()).isZero();
    }

    @Test
    void afterARewindLaterHeightsGoOnBehindWhatItRestored() {
        // Heights up to 20 were written; the rewind to 10 restores at timestamp 21.
        Timeline rewound = Timeline.START.rewoundTo(10, 21);
        assertThat(rewound.timestampOf(10)).isEqualTo(10);
        assertThat(rewound.timestampOf(11)).isEqualTo(22);
        assertThat(rewound.heightAt(10)).hasValue(10);
        assertThat(rewound.heightAt(11)).isEmpty();
        assertThat(rewound.heightAt(20)).isEmpty();
        assertThat(rewound.heightAt(21)).isEmpty();
        assertThat(rewound.heightAt(22)).hasValue(11);
    }

    @Test
    void aDeeperRewindReplacesTheRowsAboveIt() {
        Timeline twice = Timeline.START.rewoundTo(10, 21).rewoundTo(5, 30);
        assertThat(twice.rows()).isEqualTo(2);
        assertThat(twice.timestampOf(5)).isEqualTo(5);
        assertThat(twice.timestampOf(6)).isEqualTo(31);
        assertThat(twice.heightAt(25)).isEmpty();
        Timeline shallow = Timeline.START.rewoundTo(10, 21).rewoundTo(12, 40);
        assertThat(shallow.rows()).isEqualTo(3);
        assertThat(shallow.timestampOf(12)).isEqualTo(23);
        assertThat(shallow.timestampOf(13)).isEqualTo(41);
    }

    @Test
    void rowsBelowTheFloorAreForgotten() {
        Timeline rewound = Timeline.START.rewoundTo(10, 21).rewoundTo(12, 40);
        assertThat(rewound.from(10).rows()).isEqualTo(3);
        assertThat(rewound.from(11).rows()).isEqualTo(2);
        assertThat(rewound.from(13).rows()).isEqualTo(1);
        assertThat(rewound.from(13).timestampOf(13)).isEqualTo(41);
        assertThat(rewound.from(13).heightAt(30)).isEmpty();
    }

    @Test
    void itComesBackFromItsRow() {
        Timeline rewound = Timeline.START.rewoundTo(10, 21).rewoundTo(12, 40);
        assertThat(Timeline.decode(rewound.encode())).hasToString(rewound.toString());
        assertThatExceptionOfType(StorageFault.Corrupt.class)
                .isThrownBy(() -> Timeline.decode(new byte[] {0}))
                .withMessageContaining("row 'timeline'");
    }
}
