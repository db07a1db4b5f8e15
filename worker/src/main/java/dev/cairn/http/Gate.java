package dev.cairn.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lets requests in to the routes, or says why not. What is asked for is known by the route that was found, never by
/// how its path begins, so no way of writing a path leads around it.
final class Gate {
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) ++(\\S++)");
    private static final Set<String> CHANGE_NOTHING = Set.of("GET", "HEAD");

    private final Tokens tokens;
    private final String ownName;
    private final boolean isOnlyForThisMachine;

    /// @param ownName               that the server was told to listen at
    /// @param isOnlyForThisMachine  whether others cannot reach it
    Gate(Tokens tokens, String ownName, boolean isOnlyForThisMachine) {
        this.tokens = tokens;
        this.ownName = ownName;
        this.isOnlyForThisMachine = isOnlyForThisMachine;
    }

    /// The most that a client may ask for, by what it shows.
    Access access(Map<String, String> headers) {
        return shown(headers)
                .flatMap(tokens::accessOf)
                .orElseGet(() -> readsWithoutToken(headers) ? Access.READERS : Access.EVERYBODY);
    }

    private boolean readsWithoutToken(Map<String, String> headers) {
        return !tokens.areNeededToRead() && !(isOnlyForThisMachine && Browsers.mayBeNameOfOthers(headers, ownName));
    }

    /// Why a request is not let in; empty if it is.
    ///
    /// @param access  of the client
    Optional<Reply> refusal(Route route, Access access, Map<String, String> headers) {
        if (!access.includes(route.access())) {
            return Optional.of(notLetIn(route, headers));
        }
        if (!CHANGE_NOTHING.contains(route.method()) && Browsers.comesFromOtherPage(headers)) {
            return Optional.of(Refusals.fromOtherPage().reply());
        }
        return Optional.empty();
    }

    /// Whether a request that was let in would be so again; tokens are taken out of their files meanwhile.
    boolean stillLetsIn(Route route, Map<String, String> headers) {
        return access(headers).includes(route.access());
    }

    private Reply notLetIn(Route route, Map<String, String> headers) {
        if (route.access() == Access.READERS && !tokens.areNeededToRead()) {
            return Refusals.otherHost().reply();
        }
        Optional<Token> shown = shown(headers);
        if (shown.isEmpty()) {
            return Refusals.noToken().reply().with("WWW-Authenticate", "Bearer");
        }
        return shown.flatMap(tokens::accessOf).isEmpty()
                ? Refusals.unknownToken().reply().with("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                : Refusals.otherToken().reply().with("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
    }

    private static Optional<Token> shown(Map<String, String> headers) {
        String authorization = headers.get("authorization");
        if (authorization == null) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches() ? Optional.of(Token.of(bearer.group(1))) : Optional.empty();
    }
}
