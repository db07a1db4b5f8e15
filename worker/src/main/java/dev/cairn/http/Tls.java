package dev.cairn.http;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// TLS with files that are renewed while the worker runs: connections that are there keep what they began with, new
/// ones see the new files.
///
/// Renewed files make a new context, not new contents of the old one: a client could resume a session of that one, and
/// would not be asked again who it is.
final class Tls implements Watch {
    private final TlsConfig config;
    private final SSLContext first;
    private String fingerprint;
    private Optional<FileWatch> watch = Optional.empty();

    private Tls(TlsConfig config, TlsFiles files) throws GeneralSecurityException {
        this.config = config;
        fingerprint = files.fingerprint();
        first = context(files);
    }

    /// Empty if there is to be none.
    ///
    /// @throws CannotListenException.FilesUnfit  if a file cannot be used
    static Optional<Tls> open(TlsConfig config) {
        if (config.certificateFile().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tls(config, TlsFiles.read(config)));
        } catch (UnfitFileException | GeneralSecurityException e) {
            throw new CannotListenException.FilesUnfit(e);
        }
    }

    /// What to begin with.
    SSLContext first() {
        return first;
    }

    TlsConfig.Clients clients() {
        return config.clients();
    }

    /// Hands over a new context whenever the files have changed, from now on.
    void onRenewal(Consumer<SSLContext> renewal) {
        watch = Optional.of(FileWatch.start("TLS", config.reloadInterval(), () -> takeRenewed(renewal)));
    }

    private static SSLContext context(TlsFiles files) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {files.identity()},
                files.trust().stream().toArray(TrustManager[]::new),
                new SecureRandom());
        return context;
    }

    private boolean takeRenewed(Consumer<SSLContext> renewal) throws UnfitFileException, GeneralSecurityException {
        TlsFiles files = TlsFiles.read(config);
        if (files.fingerprint().equals(fingerprint)) {
            return false;
        }
        renewal.accept(context(files));
        fingerprint = files.fingerprint();
        return true;
    }

    @Override
    public void close() {
        watch.ifPresent(FileWatch::close);
    }
}
