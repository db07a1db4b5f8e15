package dev.cairn.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/// All connections, and an end to those whose clients take too long to send a request. Jetty itself ends what is
/// idle only: whoever sends a byte a second keeps a connection for ever.
final class JettyConnections implements Connection.Listener, Watch {
    private static final int LOOKS_A_LIMIT = 10;
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);

    private final LimitsConfig limits;
    private final Traffic traffic;
    private final SecurityHeaders security;
    private final Map<Connection, Conversation> open = new ConcurrentHashMap<>();
    private final Thread watch;

    JettyConnections(LimitsConfig limits, Traffic traffic, SecurityHeaders security) {
        this.limits = limits;
        this.traffic = traffic;
        this.security = security;
        watch = Thread.ofVirtual().name("http-slow-clients").start(this::watch);
    }

    /// TLS has a connection of its own below that of HTTP; only the upper one counts.
    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) {
            boolean tooMany = open.size() >= limits.connectionsMax();
            open.put(connection, new Conversation(System.nanoTime(), tooMany));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    int count() {
        return open.size();
    }

    /// Notes that a request has come, and when it is over.
    ///
    /// @return whether it may be answered; if not, there are too many connections
    boolean admit(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Conversation conversation = open.get(connection);
        if (conversation == null) {
            return true; // It has just been closed.
        }
        Conversation.AnswerEnd end = conversation.beginAnswer();
        Request.addCompletionListener(request, _ -> end.at(connection.getBytesIn()));
        return !conversation.isOneTooMany();
    }

    private void watch() {
        Duration ofLimit = limits.requestTime().dividedBy(LOOKS_A_LIMIT);
        Duration pause = ofLimit.compareTo(LOOK_AT_LEAST_EVERY) < 0 ? ofLimit : LOOK_AT_LEAST_EVERY;
        try {
            while (true) {
                Thread.sleep(pause);
                endSlow(System.nanoTime());
            }
        } catch (InterruptedException _) {
            // The server closes.
        }
    }

    private void endSlow(long nowNanos) {
        open.forEach((connection, conversation) -> {
            Duration sending = conversation.sendingFor(nowNanos, connection.getBytesIn());
            if (sending.compareTo(limits.requestTime()) > 0) {
                end(connection);
            }
        });
    }

    /// Nobody has answered this request, so nobody else writes; if it has come whole in this very moment, its answer
    /// finds the connection closed.
    private void end(Connection connection) {
        EndPoint client = connection.getEndPoint();
        open.remove(connection);
        if (connection.getBytesIn() == 0) {
            client.close();
            return;
        }
        Problem problem = Refusals.tooSlow(limits.requestTime());
        traffic.count(problem.status());
        try {
            client.write(Callback.from(client::close), ByteBuffer.wrap(bytes(problem)));
        } catch (RuntimeException e) {
            client.close(e);
        }
    }

    private byte[] bytes(Problem problem) {
        byte[] body = ((ReplyBody.Whole) problem.reply().body()).bytes().toArray();
        byte[] head = ("HTTP/1.1 408 Request Timeout\r\nContent-Type: " + Problem.MEDIA_TYPE + "\r\nContent-Length: "
                        + body.length + "\r\nConnection: close\r\n" + security.lines() + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
