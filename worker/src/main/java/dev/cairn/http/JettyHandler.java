package dev.cairn.http;

import dev.cairn.spelling.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries requests to the routes and their answers back. Each has a virtual thread, so routes may block.
final class JettyHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(JettyHandler.class);
    /// What a socket takes at once, near enough; a larger answer is sent in pieces, each with its time.
    private static final int WHOLE_BYTES_MAX = 64 << 10;

    private static final int NOT_MODIFIED = 304;

    private final Dispatcher dispatcher;
    private final JettyConnections connections;
    private final LimitsConfig limits;
    private final Traffic traffic;
    private final ByteBudget bodies;
    private final ByteBudget answers;
    /// The same for every answer, so their bytes are made once.
    private final List<HttpField> security;

    JettyHandler(
            Dispatcher dispatcher,
            JettyConnections connections,
            LimitsConfig limits,
            Traffic traffic,
            SecurityHeaders security) {
        this.dispatcher = dispatcher;
        this.connections = connections;
        this.limits = limits;
        this.traffic = traffic;
        this.security = security.all().entrySet().stream()
                .<HttpField>map(header -> new PreEncodedHttpField(header.getKey(), header.getValue()))
                .toList();
        bodies = new ByteBudget(limits.bodiesBytesMax());
        answers = new ByteBudget(limits.answersBytesMax());
    }

    /// How many bytes of answers wait to be read by their clients.
    int answerBytes() {
        return answers.taken();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = connections.admit(request)
                ? dispatcher.answer(new JettyRequest(request, limits, bodies, answers))
                : Refusals.tooManyConnections(limits.connectionsMax())
                        .reply()
                        .with("Retry-After", "1")
                        .with("Connection", "close");
        try {
            send(request, response, reply, callback);
        } catch (IOException e) {
            // The client has left, or was left; it knows.
            callback.failed(new EofException(e));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("path", Quoted.of(request.getHttpURI().getPath()))
                    .addKeyValue("cause", e)
                    .log("an answer broke off");
            callback.failed(e);
        }
        return true;
    }

    private void send(Request request, Response response, Reply reply, Callback callback) throws IOException {
        boolean isHead = HttpMethod.HEAD.is(request.getMethod());
        response.setStatus(reply.status());
        HttpFields.Mutable headers = response.getHeaders();
        // None of these is there yet, so none has to be looked for.
        security.forEach(headers::add);
        reply.headers().forEach(headers::add);
        switch (reply.body()) {
            case ReplyBody.Whole(var bytes) -> {
                traffic.count(reply.status());
                if (reply.status() != NOT_MODIFIED) {
                    headers.put(HttpHeader.CONTENT_LENGTH, bytes.length());
                }
                if (isHead) {
                    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
                } else if (bytes.length() <= WHOLE_BYTES_MAX) {
                    response.write(true, ByteBuffer.wrap(bytes.toArray()), callback);
                } else {
                    JettyOutput out = new JettyOutput(response, limits.readingTime());
                    bytes.writeTo(out);
                    out.close();
                    callback.succeeded();
                }
            }
            case ReplyBody.Streamed streamed -> {
                try (streamed) {
                    if (!isHead) {
                        JettyOutput out = new JettyOutput(response, limits.readingTime());
                        streamed.writeTo(out);
                        out.close();
                    }
                } finally {
                    // What breaks off before a byte of it is gone becomes another answer, which is counted instead.
                    if (isHead || response.isCommitted()) {
                        traffic.count(reply.status());
                    }
                }
                callback.succeeded();
            }
        }
    }
}
