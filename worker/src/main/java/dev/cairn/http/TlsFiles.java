package dev.cairn.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// What the files of a [TlsConfig] hold, read at one moment.
///
/// @param fingerprint  of all bytes; differs when a file has changed
/// @param trust        of clients; empty if they are not asked
record TlsFiles(String fingerprint, X509ExtendedKeyManager identity, Optional<X509ExtendedTrustManager> trust) {
    private static final char[] NO_PASSWORD = {};

    /// @throws UnfitFileException  if a file cannot be read, or does not fit to another
    static TlsFiles read(TlsConfig config) throws UnfitFileException {
        Path certificateFile = config.certificateFile().orElseThrow();
        Path keyFile = config.keyFile().orElseThrow();
        byte[] certificateText = bytes("http.tls.certificate-file", certificateFile);
        byte[] keyText = bytes("http.tls.key-file", keyFile);
        List<X509Certificate> chain = certificates("http.tls.certificate-file", certificateFile, certificateText);
        PrivateKey key = key(keyFile, keyText);
        if (!belongTogether(chain.getFirst(), key)) {
            throw unfit(
                    "http.tls.key-file",
                    keyFile,
                    "it is not the key of the first certificate in " + certificateFile,
                    null);
        }
        Optional<Path> authorities = config.clientCaFile().filter(_ -> config.clients() != TlsConfig.Clients.NONE);
        byte[] authoritiesText =
                authorities.isPresent() ? bytes("http.tls.client-ca-file", authorities.get()) : new byte[0];
        try {
            return new TlsFiles(
                    fingerprint(certificateText, keyText, authoritiesText),
                    identity(chain, key),
                    authorities.isPresent()
                            ? Optional.of(
                                    trust(certificates("http.tls.client-ca-file", authorities.get(), authoritiesText)))
                            : Optional.empty());
        } catch (GeneralSecurityException | IOException e) {
            throw unfit("http.tls.certificate-file", certificateFile, String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] bytes(String setting, Path file) throws UnfitFileException {
        try {
            return RegularFile.read(file);
        } catch (IOException e) {
            throw unfit(setting, file, e.toString(), e);
        }
    }

    private static List<X509Certificate> certificates(String setting, Path file, byte[] text)
            throws UnfitFileException {
        try {
            return Pem.certificates(text);
        } catch (GeneralSecurityException e) {
            throw unfit(setting, file, String.valueOf(e.getMessage()), e);
        }
    }

    /// Without the cause, which may show parts of the key.
    private static PrivateKey key(Path file, byte[] text) throws UnfitFileException {
        try {
            return Pem.privateKey(new String(text, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw unfit("http.tls.key-file", file, String.valueOf(e.getMessage()), null);
        }
    }

    /// A renewal may have replaced one of the two files only.
    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            byte[] signed = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            return verifying.verify(signed);
        } catch (GeneralSecurityException _) {
            return false; // They are not even of one kind.
        }
    }

    private static X509ExtendedKeyManager identity(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("worker", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    private static X509ExtendedTrustManager trust(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        TrustManager[] managers = factory.getTrustManagers();
        return (X509ExtendedTrustManager) managers[0];
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String fingerprint(byte[]... texts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] text : texts) {
            digest.update(MessageDigest.getInstance("SHA-256").digest(text));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static UnfitFileException unfit(String setting, Path file, String found, @Nullable Throwable cause) {
        return new UnfitFileException(
                setting + " is " + file + ", but it cannot be used: " + found + "; look who writes it, and whether the"
                        + " worker may read it",
                cause);
    }
}
