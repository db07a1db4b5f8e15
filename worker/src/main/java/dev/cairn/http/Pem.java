package dev.cairn.http;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and keys as text.
final class Pem {
    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    /// All certificates of a text, in its order.
    ///
    /// @throws CertificateException  if one cannot be read, or there is none
    static List<X509Certificate> certificates(byte[] text) throws CertificateException {
        List<X509Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate in it");
        }
        return certificates;
    }

    /// The private key of a text, which may hold other things.
    ///
    /// @throws GeneralSecurityException  with what to do, if it cannot be read
    static PrivateKey privateKey(String text) throws GeneralSecurityException {
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new GeneralSecurityException("there is no private key in it");
        }
        if (!key.group(1).equals("PRIVATE KEY")) {
            // Older forms, of one kind of key each, and keys with a password, which would have to lie beside them.
            throw new GeneralSecurityException("it holds a key of the form " + key.group(1)
                    + "; turn it into PKCS #8 without a password, as openssl pkcs8 -topk8 -nocrypt does");
        }
        byte[] encoded = decoded(key.group(2));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException _) {
                // It is of another kind, or of none.
            }
        }
        throw new GeneralSecurityException("its key is none of " + ALGORITHMS + ", or is damaged");
    }

    private static byte[] decoded(String base64) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its key is damaged", e);
        }
    }
}
