package dev.cairn.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A key and its certificate, made for one test run by the JDK's `keytool`. Whoever is to trust the key is given the
/// certificate.
///
/// @param store        the key, as PKCS 12
/// @param certificate  as PEM
record KeyFiles(Path store, Path certificate) {
    static final String PASSWORD = "opens-the-store";

    /// Of a host that is reached on the loopback interface.
    static KeyFiles make(Path folder, String name) {
        var files = new KeyFiles(folder.resolve(name + ".p12"), folder.resolve(name + ".pem"));
        keytool(
                files.store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12");
        keytool(files.store, "-exportcert", "-rfc", "-file", files.certificate.toString());
        return files;
    }

    /// The certificate for those who trust it, as PKCS 12 with the same password.
    Path trustStore() {
        Path trusted = store.resolveSibling(store.getFileName() + ".trusted");
        keytool(trusted, "-importcert", "-noprompt", "-storetype", "PKCS12", "-file", certificate.toString());
        return trusted;
    }

    private static void keytool(Path store, String... command) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(List.of(command));
        words.addAll(List.of("-alias", "key", "-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "expected the JDK's keytool to make " + store + ", but it said: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected to run the JDK's keytool", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the JDK's keytool made a key", e);
        }
    }
}
