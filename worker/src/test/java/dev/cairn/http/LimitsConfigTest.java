package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsConfigTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void limitsThatNobodyCouldMeetAreRefusedByTheirKeys() {
        refused(0, 1024, 0, SECOND, SECOND, SECOND, "http.limits.connections-max is 0");
        refused(1, 1023, 0, SECOND, SECOND, SECOND, "http.limits.header-bytes-max is 1023");
        refused(1, (1 << 20) + 1, 0, SECOND, SECOND, SECOND, "http.limits.header-bytes-max is 1048577");
        refused(1, 1024, -1, SECOND, SECOND, SECOND, "http.limits.body-bytes-max is -1");
        refused(1, 1024, 0, Duration.ZERO, SECOND, SECOND, "http.limits.idle-time is PT0S");
        refused(1, 1024, 0, SECOND, Duration.ZERO, SECOND, "http.limits.request-time is PT0S");
        refused(1, 1024, 0, SECOND, SECOND, Duration.ZERO, "http.limits.reading-time is PT0S");
    }

    @Test
    void allBodiesTogetherMayBeAsLargeAsOneAtLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LimitsConfig(1, 1024, 100, 99, 1, SECOND, SECOND, SECOND))
                .withMessageStartingWith("http.limits.bodies-bytes-max is 99");
    }

    @Test
    void answersNeedSomePlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LimitsConfig(1, 1024, 100, 100, 0, SECOND, SECOND, SECOND))
                .withMessageStartingWith("http.limits.answers-bytes-max is 0");
    }

    private static void refused(
            int connections, int header, int body, Duration idle, Duration request, Duration reading, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LimitsConfig(
                        connections, header, body, /* bodiesBytesMax= */ body, 1, idle, request, reading))
                .withMessageStartingWith(message);
    }
}
