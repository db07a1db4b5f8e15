package dev.cairn.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Stands between a client and a server, and does to each connection what it is told to.
final class FaultyNetwork implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final int serverPort;
    private volatile IntFunction<Fault> faults = _ -> Fault.NONE;

    FaultyNetwork(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().start(this::accept);
    }

    /// What happens to one connection, by how many bytes have gone each way.
    record Fault(long cutUpAt, long cutDownAt, long flipUpAt, long flipDownAt, long silentFrom) {
        static final Fault NONE = new Fault(NEVER, NEVER, NEVER, NEVER, NEVER);

        static Fault cutUpAt(long bytes) {
            return new Fault(bytes, NEVER, NEVER, NEVER, NEVER);
        }

        static Fault cutDownAt(long bytes) {
            return new Fault(NEVER, bytes, NEVER, NEVER, NEVER);
        }

        static Fault flipUpAt(long bytes) {
            return new Fault(NEVER, NEVER, bytes, NEVER, NEVER);
        }

        static Fault flipDownAt(long bytes) {
            return new Fault(NEVER, NEVER, NEVER, bytes, NEVER);
        }

        /// The server says nothing any more.
        static Fault silentFrom(long bytes) {
            return new Fault(NEVER, NEVER, NEVER, NEVER, bytes);
        }
    }

    /// From the next connection on.
    ///
    /// @param byConnection  of the first, the second, … that is opened from now on, from 0
    void play(IntFunction<Fault> byConnection) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        connections.set(0);
        faults = byConnection;
    }

    int port() {
        return listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                Fault fault = faults.apply(connections.getAndIncrement());
                Thread.ofVirtual().start(() -> carry(client, server, fault.cutUpAt(), fault.flipUpAt(), NEVER));
                Thread.ofVirtual()
                        .start(() -> carry(server, client, fault.cutDownAt(), fault.flipDownAt(), fault.silentFrom()));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void carry(Socket from, Socket to, long cutAt, long flipAt, long silentFrom) {
        byte[] buffer = new byte[8192];
        long gone = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (gone <= flipAt && flipAt < gone + read) {
                    buffer[(int) (flipAt - gone)] ^= 1;
                }
                if (gone + read > cutAt) {
                    out.write(buffer, 0, (int) (cutAt - gone));
                    return;
                }
                gone += read;
                if (gone <= silentFrom) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException _) {
            // The other side is gone.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
