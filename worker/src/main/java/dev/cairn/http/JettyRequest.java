package dev.cairn.http;

import static org.eclipse.jetty.util.thread.Invocable.InvocationType.NON_BLOCKING;

import dev.cairn.model.Bytes;
import dev.cairn.thread.Deadline;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/// A request as Jetty brings it.
///
/// @param bodies  as many bytes as bodies may still take; what one takes is given back when its request is answered
record JettyRequest(Request request, LimitsConfig limits, Semaphore bodies) implements Dispatcher.Incoming {
    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
    }

    @Override
    public String rawQuery() {
        return Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.put(field.getLowerCaseName(), Objects.requireNonNullElse(field.getValue(), ""));
        }
        return headers;
    }

    @Override
    public boolean hasBody() {
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || request.getLength() > 0;
    }

    @Override
    public Bytes readBody() {
        if (request.getLength() > limits.bodyBytesMax()) {
            throw new RefusedException(Problem.tooLarge(limits.bodyBytesMax()));
        }
        reserve(request.getLength() < 0 ? limits.bodyBytesMax() : Math.toIntExact(request.getLength()));
        Deadline deadline =
                new Deadline(request.getBeginNanoTime() + limits.requestTime().toNanos());
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        Content.Source.asByteArrayAsync(
                request,
                limits.bodyBytesMax(),
                Promise.Invocable.from(NON_BLOCKING, body::complete, body::completeExceptionally));
        try {
            return Bytes.wrap(body.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            request.fail(e);
            throw new RefusedException(Refusals.tooSlow(limits.requestTime()), e);
        } catch (ExecutionException e) {
            throw new RefusedException(whyUnread(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Refusals.closing(), e);
        }
    }

    private void reserve(int bytes) {
        if (!bodies.tryAcquire(bytes)) {
            throw new RefusedException(Refusals.tooManyBodies(limits.bodiesBytesMax()));
        }
        Request.addCompletionListener(request, _ -> bodies.release(bytes));
    }

    private Problem whyUnread(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> Refusals.malformed(400, "no reason is known");
            case HttpException malformed -> Refusals.malformed(malformed.getCode(), malformed.getReason());
            case IllegalStateException _ -> Problem.tooLarge(limits.bodyBytesMax());
            case TimeoutException _ -> Refusals.tooSlow(limits.requestTime());
            default -> Refusals.malformed(400, String.valueOf(cause.getMessage()));
        };
    }
}
