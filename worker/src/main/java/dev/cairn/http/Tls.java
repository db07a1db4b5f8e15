package dev.cairn.http;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS with files that are renewed while the worker runs: connections that are there keep what they began with, new
/// ones see the new files. Files that cannot be used leave the old ones in place.
///
/// Renewed files make a new context, not new contents of the old one: a client could resume a session of that one, and
/// would not be asked again who it is.
///
/// The files are looked at again and again, since what replaces them (a link that is turned, a folder that is mounted
/// anew) is not told by every file system.
final class Tls implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final TlsConfig config;
    private final SSLContext first;
    private String fingerprint;
    private String lastComplaint = "";
    private Optional<Thread> watch = Optional.empty();

    private Tls(TlsConfig config, TlsFiles files) throws GeneralSecurityException {
        this.config = config;
        fingerprint = files.fingerprint();
        first = context(files);
    }

    /// Empty if there is to be none.
    ///
    /// @throws CannotListenException  if a file cannot be used
    static Optional<Tls> open(TlsConfig config) {
        if (config.certificateFile().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tls(config, TlsFiles.read(config)));
        } catch (UnfitTlsFileException | GeneralSecurityException e) {
            throw new CannotListenException(String.valueOf(e.getMessage()), e);
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
        watch = Optional.of(Thread.ofVirtual().name("http-tls-files").start(() -> watch(renewal)));
    }

    private static SSLContext context(TlsFiles files) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {files.identity()},
                files.trust().stream().toArray(TrustManager[]::new),
                new SecureRandom());
        return context;
    }

    private void watch(Consumer<SSLContext> renewal) {
        try {
            while (true) {
                Thread.sleep(config.reloadInterval());
                look(renewal);
            }
        } catch (InterruptedException _) {
            // The server closes.
        }
    }

    private void look(Consumer<SSLContext> renewal) {
        try {
            TlsFiles files = TlsFiles.read(config);
            lastComplaint = "";
            if (!files.fingerprint().equals(fingerprint)) {
                renewal.accept(context(files));
                fingerprint = files.fingerprint();
                LOG.atInfo()
                        .addKeyValue("certificate", config.certificateFile().orElseThrow())
                        .log("TLS goes on with the renewed files");
            }
        } catch (UnfitTlsFileException | GeneralSecurityException e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    /// Once for each cause, not at each look.
    private void complain(String cause) {
        if (!cause.equals(lastComplaint)) {
            lastComplaint = cause;
            LOG.atWarn().addKeyValue("cause", cause).log("TLS goes on with the files from before");
        }
    }

    @Override
    public void close() {
        watch.ifPresent(Thread::interrupt);
    }
}
