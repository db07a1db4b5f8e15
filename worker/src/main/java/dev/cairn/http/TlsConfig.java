package dev.cairn.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What the worker proves itself with, and whether clients have to prove themselves.
///
/// @param certificateFile  the worker's certificate and those above it, in PEM; without it there is no TLS
/// @param keyFile          the private key of that certificate, in PEM
/// @param clientCaFile     whose certificates clients may show, in PEM
/// @param reloadInterval   how often it is looked whether the files have changed
public record TlsConfig(
        Optional<Path> certificateFile,
        Optional<Path> keyFile,
        Clients clients,
        Optional<Path> clientCaFile,
        Duration reloadInterval) {
    /// Whether clients show a certificate.
    public enum Clients {
        /// They are not asked.
        NONE,
        /// They are asked and may have none.
        WANT,
        /// Whoever has none is turned away.
        NEED
    }

    public TlsConfig {
        if (certificateFile.isPresent() && keyFile.isEmpty()) {
            throw new IllegalArgumentException("http.tls.key-file is not set, but it has to be with"
                    + " http.tls.certificate-file, as /etc/cairn/tls/key.pem");
        }
        if (keyFile.isPresent() && certificateFile.isEmpty()) {
            throw new IllegalArgumentException("http.tls.certificate-file is not set, but it has to be with"
                    + " http.tls.key-file, as /etc/cairn/tls/certificate.pem");
        }
        if (clients != Clients.NONE && clientCaFile.isEmpty()) {
            throw new IllegalArgumentException("http.tls.client-ca-file is not set, but it has to be with"
                    + " http.tls.clients, as /etc/cairn/tls/clients.pem");
        }
        if (clients != Clients.NONE && certificateFile.isEmpty()) {
            throw new IllegalArgumentException("http.tls.certificate-file is not set, but it has to be with"
                    + " http.tls.clients, as /etc/cairn/tls/certificate.pem");
        }
        if (!reloadInterval.isPositive()) {
            throw new IllegalArgumentException("http.tls.reload-interval is " + reloadInterval
                    + ", but it has to be longer than zero; 10s is a good start");
        }
    }

    public static TlsConfig off() {
        return new TlsConfig(
                Optional.empty(), Optional.empty(), Clients.NONE, Optional.empty(), Duration.ofSeconds(10));
    }
}
