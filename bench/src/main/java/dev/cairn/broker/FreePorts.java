package dev.cairn.broker;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of the loopback interface that nobody listens on, below those that systems give out by themselves.
///
/// A broker may be down for a while, and its port has to wait for it. A port that the system gives out could go to
/// another program meanwhile. Or a client that tries again and again to reach the broker is given that very port to
/// call from, and so connects to itself.
///
/// Nor may another process of ours take it, as that of tests which run at the same time. So this one claims the number
/// for as long as it lives, by holding the datagram port of that number, which nobody wants for anything else.
public final class FreePorts {
    private static final Collection<DatagramSocket> CLAIMS = new ConcurrentLinkedQueue<>();

    private static final int FIRST = 20_000;

    /// Linux gives out ports from 32,768 on, others from 49,152 on.
    private static final int END = 32_768;

    private static final int TRIES_MAX = 1_000;

    private FreePorts() {}

    /// One that has not been given out before.
    public static int any() {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && claim(port)) {
                return port;
            }
        }
        throw new IllegalStateException("expected a free port from " + FIRST + " to " + (END - 1)
                + " on the loopback interface, but " + TRIES_MAX + " of them were taken");
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean claim(int port) {
        try {
            return CLAIMS.add(new DatagramSocket(port, InetAddress.getLoopbackAddress()));
        } catch (SocketException _) {
            return false;
        }
    }
}
