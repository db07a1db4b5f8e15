package dev.cairn.http;

import java.util.Locale;
import java.util.Map;

/// Finds requests that a browser sends for a page of somebody else, whom its user's network, certificate or loopback
/// address would let in. Other clients do not say what they send a request for.
final class Browsers {
    private Browsers() {}

    /// Whether it comes from a page that was not loaded from here. A page of another port is one of somebody else.
    static boolean comesFromOtherPage(Map<String, String> headers) {
        String site = headers.get("sec-fetch-site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = headers.get("origin");
        String host = headers.getOrDefault("host", "");
        // Which of the two it is a proxy may have changed.
        return origin != null
                && !origin.equalsIgnoreCase("https://" + host)
                && !origin.equalsIgnoreCase("http://" + host);
    }

    /// Whether a name in `Host` can be somebody else's, who has it lead to this machine (DNS rebinding): to the
    /// browser all that is answered is of that page's own origin then. Numbers and `localhost` cannot.
    ///
    /// @param ownName  that the server was told to listen at
    static boolean mayBeNameOfOthers(Map<String, String> headers, String ownName) {
        String host = headers.getOrDefault("host", "localhost").toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return false;
        }
        String name = withoutPort(host);
        return !name.equals("localhost")
                && !name.endsWith(".localhost")
                && !name.equalsIgnoreCase(ownName)
                && !name.chars().allMatch(c -> c == '.' || isDigit(c));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon >= 0 && host.chars().skip(colon + 1L).allMatch(Browsers::isDigit)
                ? host.substring(0, colon)
                : host;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
