package dev.cairn.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Answers over HTTP, on Jetty with a virtual thread for each request. Nothing but this class and those whose names
/// begin with Jetty knows that server.
public final class WebServer implements AutoCloseable {
    private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(1);
    /// Connections on which nothing is asked then are closed.
    private static final Duration IDLE_WHILE_CLOSING = Duration.ofMillis(50);
    /// They carry bytes and never run a request.
    private static final int THREADS = 8;
    private static final UriCompliance.Violation[] AMBIGUOUS =
            UriCompliance.AMBIGUOUS_VIOLATIONS.toArray(UriCompliance.Violation[]::new);
    private static final int SELECTORS = 1;
    private static final int ACCEPTORS = 1;
    private static final int WAITING_TO_BE_ACCEPTED = 1024;
    /// Connections beyond the limit, which are told so. Those beyond these wait to be accepted.
    private static final int REFUSED_AT_A_TIME = 256;

    private final Server server;
    private final ServerConnector connector;
    private final JettyConnections connections;
    private final JettyHandler handler;
    private final Traffic traffic;
    private final List<Watch> watches;
    private final ExecutorService requests;
    private InetSocketAddress address = new InetSocketAddress(0);

    private WebServer(
            Server server,
            ServerConnector connector,
            JettyConnections connections,
            JettyHandler handler,
            Traffic traffic,
            List<Watch> watches,
            ExecutorService requests) {
        this.server = server;
        this.connector = connector;
        this.connections = connections;
        this.handler = handler;
        this.traffic = traffic;
        this.watches = watches;
        this.requests = requests;
    }

    /// Listens from now on.
    ///
    /// @throws CannotListenException  if the address is taken, or is none of this machine
    public static WebServer start(HttpConfig config, Collection<Route> routes) {
        ExecutorService requests = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory());
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, THREADS);
        threads.setName("http-io");
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(requests);
        Server server = new Server(threads);
        Optional<Tls> tls = Tls.open(config.tls());
        Tokens tokens = Tokens.open(config.tokens());
        Dispatcher dispatcher = dispatcher(config, routes, tokens);
        Traffic traffic = new Traffic();
        SecurityHeaders security = SecurityHeaders.of(config);
        JettyConnections connections = new JettyConnections(config.limits(), traffic, security);
        ServerConnector connector = connector(server, config, tls);
        connector.addBean(connections);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(config.limits().connectionsMax() + REFUSED_AT_A_TIME, connector));
        // Closing waits for what is under way before it stops the server.
        server.setStopTimeout(0);
        JettyHandler handler = new JettyHandler(dispatcher, connections, config.limits(), traffic, security);
        server.setHandler(new GracefulHandler(handler));
        server.setErrorHandler(new JettyErrors(config.limits(), traffic, security));
        List<Watch> watches = new ArrayList<>(List.of(connections, tokens));
        tls.ifPresent(watches::add);
        WebServer web = new WebServer(server, connector, connections, handler, traffic, watches, requests);
        try {
            web.listen(config);
            Exposure.warn(config);
            return web;
        } catch (RuntimeException e) {
            web.close();
            throw e;
        }
    }

    private static Dispatcher dispatcher(HttpConfig config, Collection<Route> routes, Tokens tokens) {
        List<Route> there = routes.stream()
                .filter(route -> config.tokens().hasAdmins() || route.access() != Access.ADMINS)
                .toList();
        return new Dispatcher(there, new Gate(tokens, config.host(), Exposure.isOnlyForThisMachine(config)));
    }

    private static ServerConnector connector(Server server, HttpConfig config, Optional<Tls> tls) {
        ServerConnector connector =
                new ServerConnector(server, null, null, null, ACCEPTORS, SELECTORS, protocols(config.limits(), tls));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(config.limits().idleTime().toMillis());
        connector.setAcceptQueueSize(WAITING_TO_BE_ACCEPTED);
        connector.setShutdownIdleTimeout(IDLE_WHILE_CLOSING.toMillis());
        return connector;
    }

    private static ConnectionFactory[] protocols(LimitsConfig limits, Optional<Tls> tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(limits.headerBytesMax());
        // Routes take a path apart while it is encoded, so what is ambiguous once decoded is not so here.
        http.setUriCompliance(UriCompliance.RFC3986.with("AMBIGUOUS", AMBIGUOUS));
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        return tls.map(open ->
                        new ConnectionFactory[] {new SslConnectionFactory(encryption(open), plain.getProtocol()), plain
                        })
                .orElseGet(() -> new ConnectionFactory[] {plain});
    }

    private static SslContextFactory.Server encryption(Tls tls) {
        SslContextFactory.Server encryption = new SslContextFactory.Server();
        encryption.setSslContext(tls.first());
        encryption.setNeedClientAuth(tls.clients() == TlsConfig.Clients.NEED);
        encryption.setWantClientAuth(tls.clients() == TlsConfig.Clients.WANT);
        tls.onRenewal(renewed -> renew(encryption, renewed));
        return encryption;
    }

    private static void renew(SslContextFactory.Server encryption, SSLContext renewed) {
        try {
            encryption.reload(factory -> factory.setSslContext(renewed));
        } catch (Exception e) {
            throw new IllegalStateException("renewed files cannot be used for TLS, though they could be read", e);
        }
    }

    private void listen(HttpConfig config) {
        if (new InetSocketAddress(config.host(), config.port()).isUnresolved()) {
            throw new CannotListenException(
                    "expected http.host to name this machine, but '" + config.host()
                            + "' is not known; set it to an address of this machine, as 127.0.0.1",
                    new UnknownHostException(config.host()));
        }
        try {
            connector.open();
            server.start();
            address = new InetSocketAddress(connector.getHost(), connector.getLocalPort());
        } catch (Exception e) {
            throw cannotListen(config, e);
        }
    }

    private static CannotListenException cannotListen(HttpConfig config, Exception e) {
        String place = config.host() + ":" + config.port();
        return e instanceof IOException && e.getCause() instanceof BindException taken
                ? new CannotListenException(
                        "expected to listen on " + place + ", but " + taken.getMessage()
                                + "; stop what listens there (another worker?), or set http.host and http.port to"
                                + " another address of this machine",
                        taken)
                : new CannotListenException("cannot listen on " + place + ": " + e.getMessage(), e);
    }

    /// Where it listens; tells which port was free if 0 was asked for.
    public InetSocketAddress address() {
        return address;
    }

    /// How many connections are open.
    public int connections() {
        return connections.count();
    }

    /// How many bytes of answers are held until their clients have read them; small answers do not count.
    public int answerBytes() {
        return handler.answerBytes();
    }

    /// How many requests came to this since the start.
    public long requests(Outcome outcome) {
        return traffic.requests(outcome);
    }

    /// Takes no more requests and waits a little for those under way; a stream that has no end is ended then.
    @Override
    public void close() {
        try {
            Graceful.shutdown(server).get(DRAIN_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // What is left is interrupted.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server for HTTP cannot be closed", e);
        } finally {
            watches.forEach(Watch::close);
            requests.shutdownNow();
        }
    }
}
