package dev.cairn.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A server with something to guard, asked by hand.
final class GuardedServer implements AutoCloseable {
    static final String READ = "token-for-reading";
    static final String NEXT_READ = "next-token-for-reading";
    static final String ADMIN = "token-for-administration";

    /// How often something was changed.
    final AtomicInteger triggered = new AtomicInteger();

    final AtomicInteger flushed = new AtomicInteger();
    private final WebServer server;

    GuardedServer(TokensConfig tokens) {
        server = WebServer.start(
                new HttpConfig("127.0.0.1", 0, LimitsConfig.standard(), TlsConfig.off(), tokens),
                List.of(
                        Route.get("/open", "for all", request -> Reply.text(200, "open to " + request.access()))
                                .forEverybody(),
                        Route.get("/read", "for readers", _ -> Reply.text(200, "read")),
                        Route.get("/stream", "without end", _ -> Reply.stream("text/plain", new Heartbeats())),
                        Route.get(
                                "/v1/things/{name}", "one", request -> Reply.text(200, request.pathParameter("name"))),
                        Route.get(
                                "/echo",
                                "gives back a header",
                                request -> Reply.text(200, "echo")
                                        .with("Echo", request.parameter("text").orElse(""))),
                        Route.get("/broken", "throws", _ -> {
                            throw new IllegalStateException("out of order");
                        }),
                        Route.post("/trigger", "changes something", _ -> counted(triggered)),
                        Route.postWithBody("/batch", "reads a body", _ -> Reply.text(200, "batch")),
                        Route.post("/admin/flush", "changes more", _ -> counted(flushed))
                                .forAdmins()));
    }

    static TokensConfig tokens(List<String> read, List<String> admin) {
        TokensConfig off = TokensConfig.off();
        return new TokensConfig(
                TokensConfig.tokens("http.tokens.read", read),
                off.readFile(),
                TokensConfig.tokens("http.tokens.admin", admin),
                off.adminFile(),
                off.reloadInterval());
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    /// Asks once, and gives back the answer from its status on.
    ///
    /// @param line     as `GET /path`
    /// @param headers  that come after `Host`
    String ask(String line, String... headers) throws IOException {
        return askFor("127.0.0.1:" + server.address().getPort(), line, headers);
    }

    String askFor(String host, String line, String... headers) throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            String answer = client.send(
                            line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more + "\r\n")
                    .readToTheEnd();
            return answer.substring("HTTP/1.1 ".length());
        }
    }

    /// A stream that has begun, and goes on for as long as it may.
    RawClient stream(String token) throws IOException {
        return new RawClient(server.address())
                .send("GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\n" + bearer(token) + "\r\n\r\n");
    }

    int port() {
        return server.address().getPort();
    }

    /// Says again and again that it is there.
    private static final class Heartbeats implements ReplyBody.Streamed {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(':');
                out.write(new byte[] {'\n', '\n'});
                out.flush();
                LockSupport.parkNanos(1_000_000);
            }
        }

        @Override
        public void close() {}
    }

    private static Reply counted(AtomicInteger count) {
        return Reply.text(200, Integer.toString(count.incrementAndGet()));
    }

    @Override
    public void close() {
        server.close();
    }
}
