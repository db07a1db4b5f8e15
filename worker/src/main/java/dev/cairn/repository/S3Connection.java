package dev.cairn.repository;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// Makes a client of object storage from what is configured.
final class S3Connection {
    /// For servers that know no regions; they take any.
    private static final Region NO_REGION = Region.US_EAST_1;

    private final Duration connectTimeout;
    private final Duration silenceMax;
    private final Duration attemptTimeout;

    /// @param silenceMax      how long a server may say nothing
    /// @param attemptTimeout  how long one try of sending a part may take; it bounds what nothing else
    ///                        does: a server that takes no more bytes
    S3Connection(Duration connectTimeout, Duration silenceMax, Duration attemptTimeout) {
        this.connectTimeout = connectTimeout;
        this.silenceMax = silenceMax;
        this.attemptTimeout = attemptTimeout;
    }

    static ObjectStore open(S3Config config) {
        return new S3Connection(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10)).store(config);
    }

    /// Checksums are ours: each request carries the one of its bytes. The client's own way, to put them
    /// behind the body, is one that not every server understands.
    S3Store store(S3Config config) {
        String bucket = config.bucket().orElseThrow();
        String where = where(config, bucket);
        try {
            S3ClientBuilder builder = S3Client.builder()
                    .httpClient(UrlConnectionHttpClient.builder()
                            .connectionTimeout(connectTimeout)
                            .socketTimeout(silenceMax)
                            .build())
                    .credentialsProvider(credentials(config))
                    .forcePathStyle(config.pathStyle())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                            .apiCallAttemptTimeout(attemptTimeout));
            region(config).ifPresent(builder::region);
            config.endpoint().ifPresent(builder::endpointOverride);
            return new S3Store(builder.build(), bucket, folder(config.prefix()), where);
        } catch (SdkClientException e) {
            throw S3Failures.explained("opening " + where, bucket, e);
        }
    }

    private static Optional<Region> region(S3Config config) {
        Optional<Region> named = config.region().map(Region::of);
        return named.isEmpty() && config.endpoint().isPresent() ? Optional.of(NO_REGION) : named;
    }

    private static AwsCredentialsProvider credentials(S3Config config) {
        return config.accessKeyId().isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        config.accessKeyId().get(),
                        config.secretAccessKey().orElseThrow().text()))
                : DefaultCredentialsProvider.builder().build();
    }

    private static String folder(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    private static String where(S3Config config, String bucket) {
        return "the bucket " + bucket
                + config.endpoint().map(URI::toString).map(at -> " at " + at).orElse("");
    }
}
