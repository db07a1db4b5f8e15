package dev.cairn.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Who may ask for what. Several tokens are good at a time, so that clients can change from one to the next.
///
/// @param read            for reading; without one here or in the file everybody may read
/// @param readFile        more of them, one a line
/// @param admin           for administration, and for reading too
/// @param adminFile       more of them, one a line
/// @param reloadInterval  how often it is looked whether the files have changed
public record TokensConfig(
        List<Token> read,
        Optional<Path> readFile,
        List<Token> admin,
        Optional<Path> adminFile,
        Duration reloadInterval) {
    /// To go on after a setting for administration.
    static final String IN_BOTH = "has a token that is one for reading too, but it has to have others, or whoever reads"
            + " may do everything; tokens for administration read as well";

    public TokensConfig {
        read = List.copyOf(read);
        admin = List.copyOf(admin);
        if (!Collections.disjoint(read, admin)) {
            throw new IllegalArgumentException("http.tokens.admin " + IN_BOTH);
        }
        if (!reloadInterval.isPositive()) {
            throw new IllegalArgumentException("http.tokens.reload-interval is " + reloadInterval
                    + ", but it has to be longer than zero; 10s is a good start");
        }
    }

    /// Everybody may read, and nobody may do more.
    public static TokensConfig off() {
        return new TokensConfig(List.of(), Optional.empty(), List.of(), Optional.empty(), Duration.ofSeconds(10));
    }

    /// The tokens that a setting gives as text.
    ///
    /// @throws IllegalArgumentException  if one of them cannot be one; the message does not tell it
    public static List<Token> tokens(String setting, List<String> texts) {
        for (String text : texts) {
            Token.flawOf(text).ifPresent(flaw -> {
                throw new IllegalArgumentException(setting + " has " + flaw);
            });
        }
        return texts.stream().map(Token::of).toList();
    }

    boolean asksReaders() {
        return !read.isEmpty() || readFile.isPresent();
    }

    boolean hasAdmins() {
        return !admin.isEmpty() || adminFile.isPresent();
    }
}
