package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HttpConfigTest {
    @Test
    void onlyThisMachineReachesAWorkerThatWasNotToldOtherwise() {
        assertThat(HttpConfig.standard()).isEqualTo(new HttpConfig("127.0.0.1", 9091));
    }

    @Test
    void whatCannotBeListenedToIsRefusedByItsKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpConfig(" ", 9091))
                .withMessageContaining("http.host");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpConfig("127.0.0.1", -1))
                .withMessageContaining("http.port is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpConfig("127.0.0.1", 65_536))
                .withMessageContaining("http.port is 65536");
    }
}
