package dev.cairn.repository;

import java.net.URI;
import java.util.Optional;

/// A bucket of object storage, and how to get there.
///
/// @param prefix     of all keys; empty for none
/// @param region     empty for the one that the environment names
/// @param endpoint   of a server that is not Amazon's
/// @param pathStyle  whether the bucket stands in the path instead of the host's name
/// @param accessKeyId      empty for credentials that the environment has
/// @param secretAccessKey  given together with its id
public record S3Config(
        Optional<String> bucket,
        String prefix,
        Optional<String> region,
        Optional<URI> endpoint,
        boolean pathStyle,
        Optional<String> accessKeyId,
        Optional<SecretText> secretAccessKey) {
    private static final String KEY = "snapshots.repository.s3.";

    public S3Config {
        refuseIf(
                bucket.filter(name -> !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")),
                "bucket",
                "it has to be the name of a bucket alone, as cairn-snapshots");
        refuseIf(
                Optional.of(prefix).filter(text -> !text.matches("([A-Za-z0-9!_.*'()=-]+/)*[A-Za-z0-9!_.*'()=-]*")),
                "prefix",
                "it has to be names with / between them, as cairn/production");
        refuseIf(
                region.filter(name -> !name.matches("[A-Za-z0-9-]+")),
                "region",
                "it has to be the name of a region, as eu-central-1");
        refuseIf(
                endpoint.filter(uri -> !isHttp(uri)),
                "endpoint",
                "it has to be an address without a path, as https://minio.example:9000");
        refuseIf(accessKeyId.filter(String::isBlank), "access-key-id", "it has to be the id of a key");
        if (secretAccessKey.filter(secret -> secret.text().isBlank()).isPresent()) {
            throw new IllegalArgumentException(KEY + "secret-access-key is blank, but it has to be the key's secret");
        }
        if (accessKeyId.isPresent() != secretAccessKey.isPresent()) {
            String missing = accessKeyId.isPresent() ? "secret-access-key" : "access-key-id";
            String given = accessKeyId.isPresent() ? "access-key-id" : "secret-access-key";
            throw new IllegalArgumentException(KEY + missing + " is not set, but it has to be beside " + KEY + given
                    + "; leave out both to have the environment's credentials");
        }
    }

    /// Nothing is chosen.
    public static S3Config none() {
        return new S3Config(
                Optional.empty(), "", Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && (uri.getPath() == null || uri.getPath().isEmpty() || "/".equals(uri.getPath()))
                && uri.getQuery() == null;
    }

    private static void refuseIf(Optional<?> bad, String key, String accepted) {
        bad.ifPresent(value -> {
            throw new IllegalArgumentException(KEY + key + " is '" + value + "', but " + accepted);
        });
    }
}
