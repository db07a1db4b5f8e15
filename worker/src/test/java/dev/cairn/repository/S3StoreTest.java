package dev.cairn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("slow")
@Timeout(120)
class S3StoreTest extends ObjectStoreContract {
    private S3Server server;
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        server = S3Server.start();
        store = S3Connection.open(S3Server.config(server.port()));
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        server.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void aLargeFileGoesInParts() throws IOException {
        byte[] content = Contents.random(3, 40 << 20);
        RepositoryFile file = Contents.write(folder, "big.sst", content);
        AtomicLong told = new AtomicLong();
        store.put("a/big.sst", folder.resolve("big.sst"), file, told::addAndGet);
        assertThat(read("a/big.sst", 0)).isEqualTo(content);
        assertThat(store.list("a/").getFirst().bytes()).isEqualTo(content.length);
        assertThat(told.get()).isGreaterThanOrEqualTo(content.length);
    }

    @Test
    void aLargeFileThatChangedIsNeverWhole() throws IOException {
        byte[] content = Contents.random(3, 20 << 20);
        RepositoryFile file = Contents.write(folder, "big.sst", content);
        content[content.length - 1]++;
        Contents.write(folder, "big.sst", content);
        assertThatThrownBy(() -> store.put("a/big.sst", folder.resolve("big.sst"), file, _ -> {}))
                .hasMessageContaining("is not what its snapshot says");
        assertThat(store.list("a/")).isEmpty();
    }

    @Test
    void partsOfWhatNeverBecameWholeAreThrownAwayOnceTheyAreOld() {
        try (S3Client client = S3Clients.of(server.port())) {
            client.createMultipartUpload(
                    request -> request.bucket(S3Server.BUCKET).key("some/prefix/a/big"));
            store.discardUnfinished("a/", Instant.now().minusSeconds(3600));
            assertThat(S3Clients.uploads(client)).isEqualTo(1);
            store.discardUnfinished("a/", Instant.now().plusSeconds(3600));
            assertThat(S3Clients.uploads(client)).isZero();
        }
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        assertRefused(
                S3Server.config(server.port(), "no-such-bucket", S3Server.SECRET),
                "listing some/prefix/a/ in the bucket no-such-bucket at http://127.0.0.1:" + server.port(),
                "404 NoSuchBucket",
                "there is no bucket no-such-bucket: make it, or correct snapshots.repository.s3.bucket");
    }

    @Test
    void aSecretThatDoesNotFitIsSaid() {
        assertRefused(
                S3Server.config(server.port(), S3Server.BUCKET, "another"),
                "403 SignatureDoesNotMatch",
                "correct snapshots.repository.s3.secret-access-key");
    }

    @Test
    void whereNobodyAnswersThatIsSaid() throws Exception {
        int port = server.port();
        server.close();
        assertRefused(S3Server.config(port), "nobody answers there: look whether the server runs");
    }

    private static void assertRefused(S3Config config, String... parts) {
        try (ObjectStore other = S3Connection.open(config)) {
            assertThatThrownBy(() -> other.list("a/"))
                    .isInstanceOf(RepositoryException.class)
                    .satisfies(e -> assertThat(e.getMessage()).contains(parts));
            assertThatThrownBy(() -> other.create("a/b", new byte[1])).isInstanceOf(RepositoryException.class);
            assertThatThrownBy(() -> other.put("a/b", Path.of("absent"), Contents.describe("b", new byte[1]), _ -> {}))
                    .isInstanceOf(RepositoryException.class);
        }
    }
}
