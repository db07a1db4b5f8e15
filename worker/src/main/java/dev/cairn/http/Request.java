package dev.cairn.http;

import dev.cairn.model.Bytes;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// What a client asks.
///
/// @param path            as the client sent it, without the query
/// @param pathParameters  the segments that the route has names for
/// @param parameters      of the query
/// @param headers         by name in lower case; of one that came twice the last value
/// @param body            empty if there was none
/// @param access          the most that the client may ask for
public record Request(
        String path,
        Map<String, String> pathParameters,
        Map<String, String> parameters,
        Map<String, String> headers,
        Bytes body,
        Access access) {
    /// As tokens are called by others who take them in addresses.
    private static final Set<String> TOKENS = Set.of("token", "access_token", "auth_token", "api_key", "apikey");

    public Request {
        // Not copied: each request has maps of its own, and copying them would cost more than answering it.
        pathParameters = Collections.unmodifiableMap(pathParameters);
        parameters = Collections.unmodifiableMap(parameters);
        headers = Collections.unmodifiableMap(headers);
    }

    /// Of a reader, without headers and body.
    public static Request get(String path, Map<String, String> parameters) {
        return new Request(path, Map.of(), parameters, Map.of(), Bytes.EMPTY, Access.READERS);
    }

    /// Of a slip in a name nothing would be noticed otherwise.
    ///
    /// @throws RefusedException  if there is a parameter of another name
    public void refuseParametersBut(Collection<String> known) {
        for (String name : new TreeSet<>(parameters.keySet())) {
            if (!known.contains(name)) {
                throw new RefusedException(Problem.unknownParameter(name, known));
            }
        }
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// A parameter as what it stands for; empty if it is not given.
    ///
    /// @param parser  gives nothing for what cannot be
    /// @throws RefusedException  for what cannot be
    public <T> Optional<T> read(String name, String accepted, Function<String, Optional<T>> parser) {
        return parameter(name).map(text -> parser.apply(text).orElseThrow(() -> refused(name, accepted)));
    }

    /// What a parameter is refused with.
    ///
    /// @param accepted  what it may be
    public RefusedException refused(String name, String accepted) {
        return new RefusedException(Problem.badParameter(name, parameter(name), accepted));
    }

    /// A segment of the path that the route has a name for.
    public String pathParameter(String name) {
        return Optional.ofNullable(pathParameters.get(name))
                .orElseThrow(() -> new IllegalStateException("expected a route with {" + name + "}"));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// What the client would like to have.
    public Accept accept() {
        return Accept.of(header("Accept").orElse(""));
    }

    public Request withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new Request(path, pathParameters, parameters, more, body, access);
    }

    /// The parameters of a query as it came.
    ///
    /// @throws RefusedException  if it is not encoded properly, a name is given twice, or a token is among them
    static Map<String, String> parametersOf(String rawQuery) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = PercentEncoding.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
            if (TOKENS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new RefusedException(Refusals.tokenInAddress(name));
            }
            String value = equals < 0 ? "" : PercentEncoding.decodeQuery(pair.substring(equals + 1));
            String before = parameters.put(name, value);
            if (before != null) {
                throw new RefusedException(Problem.badRequest("expected parameter '" + name + "' once, but got '"
                        + before + "' and '" + value + "'; give one of them"));
            }
        }
        return parameters;
    }
}
