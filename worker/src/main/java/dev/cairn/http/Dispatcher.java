package dev.cairn.http;

import dev.cairn.model.Bytes;
import dev.cairn.spelling.Quoted;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests, whatever server brought them.
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Routes routes;
    private final Gate gate;

    Dispatcher(Collection<Route> routes, Gate gate) {
        this.routes = new Routes(routes);
        this.gate = gate;
    }

    /// A request as a server has it.
    interface Incoming {
        String method();

        /// As it came, still encoded; it need not be a path, and is empty where there is none.
        String rawPath();

        /// As it came; empty if there is none.
        String rawQuery();

        /// By name in lower case.
        Map<String, String> headers();

        boolean hasBody();

        /// All of it.
        ///
        /// @throws RefusedException  if there is more than is allowed
        Bytes readBody();

        /// Its share of what answers may take that wait for their clients, until the request is over.
        ///
        /// @param grows  as [Route#grows()]
        ByteBudget.Share answerShare(boolean grows);
    }

    /// Whatever happens, there is an answer.
    Reply answer(Incoming incoming) {
        String path = incoming.rawPath();
        if (!path.startsWith("/")) {
            return Refusals.noPath(incoming.method()).reply();
        }
        try {
            return switch (routes.find(incoming.method(), path)) {
                case Routes.Found.Answered(var route, var pathParameters) -> answer(incoming, route, pathParameters);
                case Routes.Found.NoSuchPath _ -> Problem.noSuchPath(path).reply();
                case Routes.Found.OtherMethod(var allowed) ->
                    Problem.otherMethod("expected " + String.join(" or ", allowed) + ", but got " + incoming.method())
                            .reply()
                            .with("Allow", String.join(", ", allowed));
            };
        } catch (RefusedException e) {
            return e.problem().reply();
        } catch (RuntimeException e) {
            // One request that fails is told so; the next one may not.
            String id = UUID.randomUUID().toString();
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("path", Quoted.of(path))
                    .addKeyValue("id", id)
                    .log("a request failed");
            return Problem.failed(path, id).reply();
        }
    }

    /// Who is not let in has nothing read but the address and the headers.
    private Reply answer(Incoming incoming, Route route, Map<String, String> pathParameters) {
        Map<String, String> parameters = Request.parametersOf(incoming.rawQuery());
        Map<String, String> headers = incoming.headers();
        Access access = gate.access(headers);
        return gate.refusal(route, access, headers).orElseGet(() -> {
            Bytes body = body(incoming, route);
            Reply reply = route.handler()
                    .answer(new Request(incoming.rawPath(), pathParameters, parameters, headers, body, access));
            return switch (reply.body()) {
                case ReplyBody.Whole(var bytes) when bytes.length() <= ByteBudget.SMALL -> reply;
                case ReplyBody.Whole(var bytes) -> held(reply, bytes, incoming.answerShare(route.grows()));
                case ReplyBody.Streamed stream -> {
                    ByteBudget.Share share = incoming.answerShare(route.grows());
                    yield new Reply(
                            reply.status(),
                            reply.headers(),
                            new GuardedStream(stream, () -> gate.stillLetsIn(route, headers), share));
                }
            };
        });
    }

    private static Reply held(Reply reply, Bytes bytes, ByteBudget.Share share) {
        if (!share.growTo(bytes.length())) {
            throw new RefusedException(Refusals.tooManyAnswers(share.budgetMax()));
        }
        return reply;
    }

    private static Bytes body(Incoming incoming, Route route) {
        if (incoming.hasBody() && !route.body()) {
            // Nobody reads it, so what it asks for would be passed over in silence.
            throw new RefusedException(
                    Problem.badRequest("expected no body, but got one; parameters belong into the address: "
                            + incoming.rawPath() + "?name=value"));
        }
        return route.body() ? incoming.readBody() : Bytes.EMPTY;
    }
}
