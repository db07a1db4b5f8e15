package dev.cairn.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers over HTTP, on the JDK's own server with a virtual thread for each request. Nothing but this class and
/// [JdkRequest] knows that server.
public final class WebServer implements AutoCloseable {
    private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(1);
    private static final int NO_BODY = -1;
    private static final int UNKNOWN_LENGTH = 0;

    private final HttpServer server;
    private final Dispatcher dispatcher;
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-", 0).factory());

    private WebServer(HttpServer server, Dispatcher dispatcher) {
        this.server = server;
        this.dispatcher = dispatcher;
    }

    /// Listens from now on.
    ///
    /// @throws CannotListenException  if the address is taken, or is none of this machine
    public static WebServer start(HttpConfig config, Collection<Route> routes) {
        Dispatcher dispatcher = new Dispatcher(routes);
        WebServer web = new WebServer(listen(config), dispatcher);
        web.server.createContext("/", web::answer);
        web.server.setExecutor(web.requests);
        web.server.start();
        return web;
    }

    private static HttpServer listen(HttpConfig config) {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new CannotListenException(
                    "expected http.host to name this machine, but '" + config.host()
                            + "' is not known; set it to an address of this machine, as 127.0.0.1",
                    new UnknownHostException(config.host()));
        }
        try {
            return HttpServer.create(address, 0);
        } catch (BindException e) {
            throw new CannotListenException(
                    "expected to listen on " + config.host() + ":" + config.port() + ", but " + e.getMessage()
                            + "; stop what listens there (another worker?), or set http.host and http.port to another"
                            + " address of this machine",
                    e);
        } catch (IOException e) {
            throw new CannotListenException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
        }
    }

    /// Where it listens; tells which port was free if 0 was asked for.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, dispatcher.answer(new JdkRequest(exchange)));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        switch (reply.body()) {
            case ReplyBody.Whole(var bytes) -> {
                int length = bytes.length();
                if (isHead) {
                    exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
                }
                exchange.sendResponseHeaders(reply.status(), isHead || length == 0 ? NO_BODY : length);
                if (!isHead && length > 0) {
                    exchange.getResponseBody().write(bytes.toArray());
                }
            }
            case ReplyBody.Streamed streamed -> {
                try (streamed) {
                    exchange.sendResponseHeaders(reply.status(), isHead ? NO_BODY : UNKNOWN_LENGTH);
                    if (!isHead) {
                        streamed.writeTo(exchange.getResponseBody());
                    }
                }
            }
        }
    }

    /// Takes no more requests and waits a little for those under way.
    @Override
    public void close() {
        server.stop((int) DRAIN_AT_MOST.toSeconds());
        requests.shutdownNow();
    }
}
