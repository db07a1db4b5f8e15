package dev.cairn.http;

import dev.cairn.model.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// A request as Jetty brings it.
///
/// @param bodies   what all bodies together may take
/// @param answers  what all answers together may take that clients have not read yet
record JettyRequest(Request request, LimitsConfig limits, ByteBudget bodies, ByteBudget answers)
        implements Dispatcher.Incoming {
    /// One part in so many of what answers may take is left to those that do not grow, or nobody could look what is
    /// the matter.
    private static final int PARTS = 8;

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
        return new JettyBody(request, limits, untilOver(bodies.share(0))).read();
    }

    @Override
    public ByteBudget.Share answerShare(boolean grows) {
        return untilOver(answers.share(grows ? answers.max() / PARTS : 0));
    }

    /// The answer is sent then, or the connection is gone.
    private ByteBudget.Share untilOver(ByteBudget.Share share) {
        Request.addCompletionListener(request, _ -> share.giveBack());
        return share;
    }
}
