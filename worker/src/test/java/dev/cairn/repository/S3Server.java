package dev.cairn.repository;

import java.net.URI;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// A server that speaks S3, with all it stores in memory. It checks signatures and checksums as the real
/// one does.
final class S3Server implements AutoCloseable {
    static final String BUCKET = "cairn-test";
    static final String KEY_ID = "test-key";
    static final String SECRET = "test-secret";

    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    static S3Server start() throws Exception {
        TransientNio2BlobStore blobs = new TransientNio2BlobStore();
        blobs.createContainer(BUCKET);
        S3Proxy server = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, SECRET)
                .stopTimeout(0)
                .build();
        server.start();
        return new S3Server(server);
    }

    int port() {
        return server.getPort();
    }

    /// Of a client that knows everything.
    static S3Config config(int port) {
        return config(port, BUCKET, SECRET);
    }

    static S3Config config(int port, String bucket, String secret) {
        return new S3Config(
                Optional.of(bucket),
                "some/prefix",
                Optional.empty(),
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                true,
                Optional.of(KEY_ID),
                Optional.of(new SecretText(secret)));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop", e);
        }
    }
}
