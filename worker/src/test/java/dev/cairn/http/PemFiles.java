package dev.cairn.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A key and a certificate that it signed itself, made by the JDK's `keytool`.
///
/// @param certificate  as PEM
/// @param key          as PEM, PKCS #8
record PemFiles(KeyStore store, Path certificate, Path key) {
    private static final String PASSWORD = "opens-the-store";
    private static final String ALIAS = "key";

    static PemFiles make(Path folder, String name, String algorithm) {
        Path file = folder.resolve(name + ".p12");
        keytool(List.of(
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-alias",
                ALIAS,
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            Key key = Objects.requireNonNull(store.getKey(ALIAS, PASSWORD.toCharArray()));
            return new PemFiles(
                    store,
                    write(
                            folder.resolve(name + "-certificate.pem"),
                            "CERTIFICATE",
                            store.getCertificate(ALIAS).getEncoded()),
                    write(folder.resolve(name + "-key.pem"), "PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same in another folder, where it may be replaced.
    PemFiles copiedTo(Path folder) throws IOException {
        return new PemFiles(
                store,
                Files.copy(certificate, folder.resolve("certificate.pem")),
                Files.copy(key, folder.resolve("key.pem")));
    }

    /// Puts these files in the place of others, each in one step.
    void replace(PemFiles others) throws IOException {
        putInPlaceOf(certificate, others.certificate);
        putInPlaceOf(key, others.key);
    }

    private static void putInPlaceOf(Path old, Path target) throws IOException {
        Path beside = Files.copy(old, target.resolveSibling("renewed.pem"));
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /// For a client that trusts this certificate.
    ///
    /// @param own  what the client shows of itself; null for nothing
    SSLContext trusted(@Nullable PemFiles own) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyManager[] keys = {};
        if (own != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(own.store, PASSWORD.toCharArray());
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static Path write(Path file, String kind, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                        + "-----\n");
    }

    private static void keytool(List<String> options) {
        List<String> command = new ArrayList<>(options);
        command.addFirst(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("expected the JDK's keytool to make a key, but it said: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected to run the JDK's keytool", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the JDK's keytool made a key", e);
        }
    }
}
