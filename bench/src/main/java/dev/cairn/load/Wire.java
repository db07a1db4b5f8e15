package dev.cairn.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// As little of HTTP as a client needs that takes no more of the processors than it has to.
final class Wire {
    private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NOT_FOUND = -1;

    private Wire() {}

    static SocketChannel connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    static ByteBuffer request(String path, String... headers) {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n");
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Whether the buffer, which is being filled, holds a whole answer.
    @SuppressWarnings("ByteBufferBackingArray") // All answers are read into allocated ones.
    static boolean isWhole(ByteBuffer filled) {
        byte[] bytes = filled.array();
        int end = find(END, bytes, filled.position());
        if (end == NOT_FOUND) {
            return false;
        }
        int length = find(LENGTH, bytes, end);
        if (find(OK, bytes, OK.length) != 0 || length == NOT_FOUND) {
            throw new IllegalStateException("expected an answer of known length, but got "
                    + new String(bytes, 0, filled.position(), StandardCharsets.UTF_8));
        }
        int body = 0;
        for (int i = length + LENGTH.length; bytes[i] != '\r'; i++) {
            body = body * 10 + bytes[i] - '0';
        }
        return filled.position() >= end + END.length + body;
    }

    private static int find(byte[] wanted, byte[] bytes, int length) {
        for (int at = 0; at <= length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return NOT_FOUND;
    }
}
