package dev.cairn.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers operators, on the JDK's own server with a virtual thread for each request. Nothing but this class knows that
/// server.
public final class OperatorServer implements AutoCloseable {
    private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(1);
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final Routes routes;
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-", 0).factory());

    private OperatorServer(HttpServer server, Routes routes) {
        this.server = server;
        this.routes = routes;
    }

    /// Listens from now on.
    ///
    /// @throws CannotListenException  if the address is taken, or is none of this machine
    public static OperatorServer start(HttpConfig config, Collection<Route> routes) {
        Routes known = new Routes(routes);
        OperatorServer operators = new OperatorServer(listen(config), known);
        operators.server.createContext("/", operators::answer);
        operators.server.setExecutor(operators.requests);
        operators.server.start();
        return operators;
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
            Routes.Found found = routes.find(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            send(exchange, reply(exchange, found));
        }
    }

    private static Reply reply(HttpExchange exchange, Routes.Found found) {
        return switch (found) {
            case Routes.Found.Answered(Route.Handler by) -> answered(exchange, by);
            case Routes.Found.NoSuchPath _ ->
                Reply.text(404, "no such path: " + exchange.getRequestURI().getPath() + "; / lists those there are");
            case Routes.Found.OtherMethod(var allowed) -> {
                exchange.getResponseHeaders().set("Allow", String.join(", ", allowed));
                yield Reply.text(
                        405, "expected " + String.join(" or ", allowed) + ", but got " + exchange.getRequestMethod());
            }
        };
    }

    private static Reply answered(HttpExchange exchange, Route.Handler handler) {
        if (hasBody(exchange)) {
            return Reply.text(
                    400,
                    "expected no body, but got one; parameters belong into the address: "
                            + exchange.getRequestURI().getPath() + "?name=value");
        }
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        Request request = Request.of(exchange.getRequestURI(), accept == null ? "" : accept);
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            // One request that fails is told so; the next one may not.
            return Reply.text(500, "cannot answer " + request.path() + ": " + e);
        }
    }

    /// Nobody reads one, so what it asks for would be passed over in silence.
    private static boolean hasBody(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String length = headers.getFirst("Content-Length");
        return headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status(), NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? NO_BODY : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Takes no more requests and waits a little for those under way.
    @Override
    public void close() {
        server.stop((int) DRAIN_AT_MOST.toSeconds());
        requests.shutdownNow();
    }
}
