package dev.cairn.config;

import dev.cairn.repository.RepositoryConfig;
import dev.cairn.repository.S3Config;
import dev.cairn.repository.SecretText;

/// The keys under `snapshots.repository`.
final class RepositoryKeys {
    private static final String REPOSITORY = "snapshots.repository.";
    private static final String S3 = REPOSITORY + "s3.";

    private final Values values;

    RepositoryKeys(Values values) {
        this.values = values;
    }

    RepositoryConfig read() {
        return values.build(() -> new RepositoryConfig(
                values.read(REPOSITORY + "kind", ValueType.oneOf(RepositoryConfig.Kind.class)),
                values.readIfSet(REPOSITORY + "directory", ValueType.PATH),
                values.read(REPOSITORY + "parallel", ValueType.NUMBER),
                s3()));
    }

    private S3Config s3() {
        return new S3Config(
                values.readIfSet(S3 + "bucket", ValueType.TEXT),
                values.read(S3 + "prefix", ValueType.TEXT),
                values.readIfSet(S3 + "region", ValueType.TEXT),
                values.readIfSet(S3 + "endpoint", ValueType.ADDRESS),
                values.read(S3 + "path-style", ValueType.SWITCH),
                values.readIfSet(S3 + "access-key-id", ValueType.TEXT),
                values.readIfSet(S3 + "secret-access-key", ValueType.TEXT).map(SecretText::new));
    }
}
