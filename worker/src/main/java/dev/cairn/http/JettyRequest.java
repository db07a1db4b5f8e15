package dev.cairn.http;

import dev.cairn.model.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

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
        return new JettyBody(request, limits, bodies).read();
    }
}
