package dev.cairn.http;

import static org.eclipse.jetty.util.thread.Invocable.InvocationType.NON_BLOCKING;

import dev.cairn.model.Bytes;
import dev.cairn.thread.Deadline;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The body of a request, as it comes. It takes its part of what all bodies may take byte by byte, and not when it is
/// announced: who announces much and sends nothing would keep all others out otherwise. **Threading:** the request's.
final class JettyBody {
    private final Request request;
    private final LimitsConfig limits;
    private final ByteBudget.Share share;
    private final Deadline deadline;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// @param share  of the bytes that bodies may take, until the request is over
    JettyBody(Request request, LimitsConfig limits, ByteBudget.Share share) {
        this.request = request;
        this.limits = limits;
        this.share = share;
        deadline =
                new Deadline(request.getBeginNanoTime() + limits.requestTime().toNanos());
    }

    /// All of it.
    ///
    /// @throws RefusedException  if it is too large, too slow or malformed, or there are too many of them
    Bytes read() {
        if (request.getLength() > limits.bodyBytesMax()) {
            throw new RefusedException(Problem.tooLarge(limits.bodyBytesMax()));
        }
        readToTheEnd();
        return Bytes.wrap(bytes.toByteArray());
    }

    private void readToTheEnd() {
        boolean isWhole = false;
        while (!isWhole) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                awaitMore();
            } else if (Content.Chunk.isFailure(chunk)) {
                throw new RefusedException(whyUnread(chunk.getFailure()), chunk.getFailure());
            } else {
                take(chunk);
                isWhole = chunk.isLast();
            }
        }
    }

    private void take(Content.Chunk chunk) {
        try {
            int more = chunk.remaining();
            if (more > limits.bodyBytesMax() - bytes.size()) {
                throw new RefusedException(Problem.tooLarge(limits.bodyBytesMax()));
            }
            if (!share.growTo(bytes.size() + more)) {
                throw new RefusedException(Refusals.tooManyBodies(limits.bodiesBytesMax()));
            }
            bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        } finally {
            chunk.release();
        }
    }

    private void awaitMore() {
        CompletableFuture<@Nullable Void> there = new CompletableFuture<>();
        request.demand(Invocable.from(NON_BLOCKING, () -> {
            var _ = there.complete(null);
        }));
        try {
            there.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            request.fail(e);
            throw new RefusedException(Refusals.tooSlow(limits.requestTime()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected to be told of bytes, or that none come", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Problem.closing(), e);
        }
    }

    private Problem whyUnread(Throwable cause) {
        return switch (cause) {
            case HttpException malformed -> Refusals.malformed(malformed.getCode(), malformed.getReason());
            case TimeoutException _ -> Refusals.tooSlow(limits.requestTime());
            default -> Refusals.malformed(400, String.valueOf(cause.getMessage()));
        };
    }
}
