package dev.cairn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void aPortIsGivenOutOnce() {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            assertThat(given.add(FreePorts.any())).isTrue();
        }
    }

    @Test
    void otherProcessesSeeThatAPortIsClaimedThoughNobodyListensOnIt() {
        int port = FreePorts.any();

        assertThatThrownBy(() -> new DatagramSocket(port, InetAddress.getLoopbackAddress()))
                .isInstanceOf(BindException.class);
    }
}
