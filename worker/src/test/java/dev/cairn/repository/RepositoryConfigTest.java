package dev.cairn.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepositoryConfigTest {
    @Test
    void eachKindNeedsItsPlace() {
        assertThat(RepositoryConfig.none().open()).isEmpty();
        assertThatThrownBy(() -> config(RepositoryConfig.Kind.DIRECTORY, Optional.empty(), S3Config.none()))
                .hasMessageContaining("snapshots.repository.directory is not set");
        assertThatThrownBy(() -> config(RepositoryConfig.Kind.S3, Optional.empty(), S3Config.none()))
                .hasMessageContaining("snapshots.repository.s3.bucket is not set");
        assertThat(config(RepositoryConfig.Kind.DIRECTORY, Optional.of(Path.of("/backup")), S3Config.none())
                        .open()
                        .map(ObjectStore::description))
                .contains("the repository /backup");
    }

    @Test
    void aBucketIsNamedWithItsServer() {
        S3Config amazon = s3(Optional.empty(), Optional.of("eu-central-1"));
        try (ObjectStore store = config(RepositoryConfig.Kind.S3, Optional.empty(), amazon)
                .open()
                .orElseThrow()) {
            assertThat(store.description()).isEqualTo("the bucket b-1");
        }
    }

    @Test
    void aKeyIsGivenTogetherWithItsSecretWhichNobodySees() {
        assertThatThrownBy(() -> new S3Config(
                        Optional.of("b-1"),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.of(new SecretText("hush"))))
                .hasMessageContaining("snapshots.repository.s3.access-key-id is not set")
                .hasMessageNotContaining("hush");
        assertThat(s3(Optional.empty(), Optional.empty()).toString()).doesNotContain("hush");
    }

    @Test
    void anAddressHasNoPathAndNoPassword() {
        for (String bad : new String[] {"ftp://h", "http://h/path", "http://u:p@h", "h:9000", "http://h?x=1"}) {
            assertThatThrownBy(() -> s3(Optional.of(URI.create(bad)), Optional.empty()))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static S3Config s3(Optional<URI> endpoint, Optional<String> region) {
        return new S3Config(
                Optional.of("b-1"),
                "",
                region,
                endpoint,
                false,
                Optional.of("id"),
                Optional.of(new SecretText("hush")));
    }

    private static RepositoryConfig config(RepositoryConfig.Kind kind, Optional<Path> directory, S3Config s3) {
        return new RepositoryConfig(kind, directory, 4, s3);
    }
}
