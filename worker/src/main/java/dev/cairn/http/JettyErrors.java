package dev.cairn.http;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Says in our words what Jetty refuses by itself, where it would send a page of HTML.
final class JettyErrors implements Request.Handler {
    private static final int BAD_REQUEST = 400;
    private static final int ADDRESS_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;
    private static final int FIRST_OF_SERVER = 500;
    private static final int UNAVAILABLE = 503;
    private static final int OTHER_VERSION = 505;

    private final LimitsConfig limits;
    private final Traffic traffic;
    private final SecurityHeaders security;

    JettyErrors(LimitsConfig limits, Traffic traffic, SecurityHeaders security) {
        this.limits = limits;
        this.traffic = traffic;
        this.security = security;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = problem(
                response.getStatus(),
                Objects.requireNonNullElse(request.getAttribute(ErrorHandler.ERROR_MESSAGE), "no reason is known"),
                (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
        Reply reply = problem.reply();
        traffic.count(reply.status());
        response.setStatus(reply.status());
        security.all().forEach(response.getHeaders()::put);
        reply.headers().forEach(response.getHeaders()::put);
        ByteBuffer body =
                ByteBuffer.wrap(((ReplyBody.Whole) reply.body()).bytes().toArray());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
        response.getHeaders().put(new HttpField(HttpHeader.CONNECTION, "close"));
        response.write(true, body, callback);
        return true;
    }

    private Problem problem(int status, Object found, @Nullable Throwable cause) {
        if (cause instanceof TimeoutException) {
            return Refusals.tooSlow(limits.requestTime());
        }
        return switch (status) {
            case ADDRESS_TOO_LONG -> Refusals.addressTooLong(limits.headerBytesMax());
            case HEADERS_TOO_LARGE -> Refusals.headersTooLarge(limits.headerBytesMax());
            case UNAVAILABLE -> Problem.closing();
            case OTHER_VERSION -> Refusals.malformed(status, found.toString());
            default ->
                status >= BAD_REQUEST && status < FIRST_OF_SERVER
                        ? Refusals.malformed(status, found.toString())
                        : Refusals.failed(status);
        };
    }
}
