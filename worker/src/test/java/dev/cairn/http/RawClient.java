package dev.cairn.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that sends what it is told, be it HTTP or not.
final class RawClient implements AutoCloseable {
    private final Socket socket = new Socket();

    RawClient(InetSocketAddress address) throws IOException {
        socket.connect(address);
        socket.setTcpNoDelay(true);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// Until the server closes.
    String readToTheEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /// As many bytes as the text has.
    String read(String expected) throws IOException {
        return new String(socket.getInputStream().readNBytes(expected.length()), StandardCharsets.ISO_8859_1);
    }

    /// Sends a byte now and then until the server closes, and gives back what it said.
    String drip(char what) throws IOException {
        Thread dripping = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    socket.getOutputStream().write(what);
                    Thread.sleep(10);
                }
            } catch (IOException | InterruptedException _) {
                // The server has closed.
            }
        });
        try {
            return readToTheEnd();
        } finally {
            dripping.interrupt();
        }
    }

    /// Reads a byte now and then for as long as there is one.
    void sip() throws IOException, InterruptedException {
        while (socket.getInputStream().read() >= 0) {
            Thread.sleep(10);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
