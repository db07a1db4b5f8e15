package dev.cairn.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tokens that are good now. **Threading:** any.
final class Tokens implements Watch {
    private final TokensConfig config;
    private final Optional<FileWatch> watch;
    private volatile Known known;

    private Tokens(TokensConfig config, Known known) {
        this.config = config;
        this.known = known;
        watch = config.readFile().isPresent() || config.adminFile().isPresent()
                ? Optional.of(FileWatch.start("tokens", config.reloadInterval(), this::takeRenewed))
                : Optional.empty();
    }

    private record Known(List<Token> readers, List<Token> admins) {}

    /// @throws CannotListenException.FilesUnfit  if a file cannot be used
    static Tokens open(TokensConfig config) {
        try {
            return new Tokens(config, read(config));
        } catch (UnfitFileException e) {
            throw new CannotListenException.FilesUnfit(e);
        }
    }

    boolean areNeededToRead() {
        return config.asksReaders();
    }

    /// What a token lets in to; nothing if it is unknown.
    Optional<Access> accessOf(Token shown) {
        Known now = known;
        if (isAmong(now.admins, shown)) {
            return Optional.of(Access.ADMINS);
        }
        return isAmong(now.readers, shown) ? Optional.of(Access.READERS) : Optional.empty();
    }

    /// All are looked at, so that the time does not tell which of them it is.
    private static boolean isAmong(List<Token> tokens, Token shown) {
        boolean found = false;
        for (Token token : tokens) {
            found |= token.equals(shown);
        }
        return found;
    }

    private boolean takeRenewed() throws UnfitFileException {
        Known renewed = read(config);
        boolean isOther = !renewed.equals(known);
        known = renewed;
        return isOther;
    }

    private static Known read(TokensConfig config) throws UnfitFileException {
        List<Token> readers = together(config.read(), "http.tokens.read-file", config.readFile());
        List<Token> admins = together(config.admin(), "http.tokens.admin-file", config.adminFile());
        if (!Collections.disjoint(readers, admins)) {
            throw new UnfitFileException("http.tokens.admin, or the file beside it, " + TokensConfig.IN_BOTH, null);
        }
        return new Known(readers, admins);
    }

    private static List<Token> together(List<Token> given, String setting, Optional<Path> file)
            throws UnfitFileException {
        List<Token> all = new ArrayList<>(given);
        if (file.isPresent()) {
            all.addAll(inFile(setting, file.get()));
        }
        return List.copyOf(all);
    }

    /// A file without any would let nobody in, and is rather one that is being written.
    private static List<Token> inFile(String setting, Path file) throws UnfitFileException {
        List<Token> tokens = new ArrayList<>();
        List<String> lines = lines(setting, file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Optional<String> flaw = Token.flawOf(line);
                if (flaw.isPresent()) {
                    throw unfit(setting, file, "line " + (i + 1) + " has " + flaw.get(), null);
                }
                tokens.add(Token.of(line));
            }
        }
        if (tokens.isEmpty()) {
            throw unfit(setting, file, "there is no token in it; write one a line", null);
        }
        return tokens;
    }

    private static List<String> lines(String setting, Path file) throws UnfitFileException {
        try {
            return new String(RegularFile.read(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw unfit(setting, file, e + "; look whether the worker may read it", e);
        }
    }

    private static UnfitFileException unfit(String setting, Path file, String found, @Nullable Throwable cause) {
        return new UnfitFileException(setting + " is " + file + ", but it cannot be used: " + found, cause);
    }

    @Override
    public void close() {
        watch.ifPresent(FileWatch::close);
    }
}
