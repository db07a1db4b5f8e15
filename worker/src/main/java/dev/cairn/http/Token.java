package dev.cairn.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a client shows to be let in. Only its hash is kept, so no log or message can show it.
///
/// Two of them are compared in the same time wherever they differ, so a client cannot find one out letter by letter.
public final class Token {
    private static final int LENGTH_LEAST = 16;
    /// What the header takes (RFC 6750).
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._~+/-]++=*");

    private final byte[] sha256;

    private Token(byte[] sha256) {
        this.sha256 = sha256;
    }

    /// A token that a client shows, or one that it has to show.
    public static Token of(String text) {
        try {
            return new Token(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every JDK has", e);
        }
    }

    /// Why a text may be no token, to go on after "has"; it does not tell the text.
    static Optional<String> flawOf(String text) {
        if (text.length() < LENGTH_LEAST) {
            return Optional.of("a token of " + text.length() + " characters, but it has to have at least "
                    + LENGTH_LEAST + ", so that nobody can guess it; openssl rand -hex 32 makes a good one");
        }
        return FIT.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("a token that no header can carry, but it has to be of letters, digits and -._~+/ only;"
                        + " openssl rand -hex 32 makes a good one");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && MessageDigest.isEqual(sha256, token.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return "<hidden>";
    }
}
