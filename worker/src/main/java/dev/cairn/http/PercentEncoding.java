package dev.cairn.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Text as it stands in addresses.
final class PercentEncoding {
    private PercentEncoding() {}

    /// @throws RefusedException  if it is not encoded properly
    static String decodeQuery(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Problem.badRequest("expected percent signs to be followed by two hexadecimal digits, but got '"
                            + text + "'; write a percent sign as %25"),
                    e);
        }
    }

    /// As in a query, but that a plus sign stands for itself.
    static String decodePath(String segment) {
        return segment.indexOf('%') < 0 ? segment : decodeQuery(segment.replace("+", "%2B"));
    }
}
