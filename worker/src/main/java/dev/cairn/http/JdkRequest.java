package dev.cairn.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.cairn.model.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A request as the JDK's server brings it.
record JdkRequest(HttpExchange exchange) implements Dispatcher.Incoming {
    private static final int BODY_BYTES_MAX = 1 << 20;

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    @Override
    public String rawQuery() {
        return Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
        return headers;
    }

    @Override
    public boolean hasBody() {
        Headers headers = exchange.getRequestHeaders();
        String length = headers.getFirst("Content-Length");
        return headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    @Override
    public Bytes readBody() {
        try {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            if (body.length > BODY_BYTES_MAX) {
                throw new RefusedException(Problem.tooLarge(BODY_BYTES_MAX));
            }
            return Bytes.wrap(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
