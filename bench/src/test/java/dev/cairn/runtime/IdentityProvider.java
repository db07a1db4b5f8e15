package dev.cairn.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// Gives tokens to a client that knows its secret, and to everybody the key that they are signed with: as much of
/// OAuth as Kafka's clients and brokers ask for.
final class IdentityProvider implements AutoCloseable {
    static final String CLIENT = "cairn";
    static final String SECRET = "opens-the-feed";
    static final String AUDIENCE = "kafka";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int VALID_SECONDS = 600;

    private final HttpServer server;
    private final KeyPair key;

    private IdentityProvider(HttpServer server, KeyPair key) {
        this.server = server;
        this.key = key;
    }

    static IdentityProvider start() throws IOException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var provider = new IdentityProvider(server, keys.generateKeyPair());
        server.createContext("/token", provider::giveToken);
        server.createContext("/keys", exchange -> answer(exchange, 200, provider.keySet()));
        server.start();
        return provider;
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String tokenEndpoint() {
        return issuer() + "/token";
    }

    String keysEndpoint() {
        return issuer() + "/keys";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        String credentials = Base64.getEncoder().encodeToString(bytes(CLIENT + ":" + SECRET));
        if (!("Basic " + credentials).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\": \"invalid_client\"}");
            return;
        }
        answer(exchange, 200, "{\"access_token\": \"%s\"}".formatted(token()));
    }

    private String token() {
        long now = Instant.now().getEpochSecond();
        String content = BASE64.encodeToString(bytes("{\"alg\": \"RS256\", \"kid\": \"1\"}")) + "."
                + BASE64.encodeToString(
                        bytes("{\"iss\": \"%s\", \"aud\": \"%s\", \"sub\": \"%s\", \"iat\": %d, \"exp\": %d}"
                                .formatted(issuer(), AUDIENCE, CLIENT, now, now + VALID_SECONDS)));
        return content + "." + BASE64.encodeToString(signature(content));
    }

    private byte[] signature(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(bytes(content));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected to sign a token", e);
        }
    }

    private String keySet() {
        RSAPublicKey shown = (RSAPublicKey) key.getPublic();
        return "{\"keys\": [{\"kty\": \"RSA\", \"kid\": \"1\", \"alg\": \"RS256\", \"n\": \"%s\", \"e\": \"%s\"}]}"
                .formatted(number(shown.getModulus()), number(shown.getPublicExponent()));
    }

    /// Without the byte that is there only for the sign.
    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] body = bytes(json);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
