package dev.cairn.repository;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Looks at a bucket past the store.
final class S3Clients {
    private S3Clients() {}

    static S3Client of(int port) {
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Server.KEY_ID, S3Server.SECRET)))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .build();
    }

    static int uploads(S3Client client) {
        return client.listMultipartUploads(request -> request.bucket(S3Server.BUCKET))
                .uploads()
                .size();
    }
}
