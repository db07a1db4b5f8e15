package dev.cairn.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Each kind of failure says what to do about it.
class S3FailuresTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | NoSuchBucket                 | there is no bucket b: make it
            403 | RequestTimeTooSkewed         | the clock of this machine differs too much
            403 | InvalidAccessKeyId           | does not know these credentials
            400 | ExpiredToken                 | renew them
            403 | SignatureDoesNotMatch        | the secret does not fit its key
            301 | PermanentRedirect            | the bucket is in another region (eu-west-1): set snapshots.repository.s3.region
            400 | AuthorizationHeaderMalformed | the bucket is in another region (eu-west-1)
            400 | BadDigest                    | the bytes changed on their way
            501 | NotImplemented               | conditional writes
            403 | AccessDenied                 | the credentials lack a right: they need s3:ListBucket
            401 | Unknown                      | the credentials lack a right
            307 | Unknown                      | another region
            404 | Unknown                      | bucket and endpoint are right
            503 | SlowDown                     | too much to do
            507 | Unknown                      | make room
            500 | InternalError                | trouble of its own
            418 | Unknown                      | describes this server
            """)
    void whatAServerRefusesIsExplained(int status, String code, String advice) {
        SdkException refused = S3Exception.builder()
                .statusCode(status)
                .requestId("r-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("so it says")
                        .sdkHttpResponse(SdkHttpResponse.builder()
                                .putHeader("x-amz-bucket-region", "eu-west-1")
                                .build())
                        .build())
                .build();
        assertThat(S3Failures.explained("reading k in the bucket b", "b", refused))
                .hasMessageStartingWith("reading k in the bucket b was refused with " + status + " " + code
                        + ": so it says (request r-1); ")
                .hasMessageContaining(advice);
    }

    @Test
    void whatCameToNoAnswerIsExplained() {
        assertAdvice(SdkClientException.create("x", new UnknownHostException("h")), "no host of that name");
        assertAdvice(SdkClientException.create("x", new ConnectException()), "nobody answers there");
        assertAdvice(SdkClientException.create("x", new NoRouteToHostException()), "there is no way to it");
        assertAdvice(SdkClientException.create("x", new SocketTimeoutException()), "did not answer in time");
        assertAdvice(SdkClientException.create("x", new SSLHandshakeException("x")), "no safe connection");
        assertAdvice(SdkClientException.create("x", new IllegalStateException()), "look at the network");
        assertAdvice(SdkClientException.create("Unable to load credentials"), "access-key-id and secret-access-key");
        assertAdvice(SdkClientException.create("Unable to load region"), "set snapshots.repository.s3.region");
        assertAdvice(ApiCallAttemptTimeoutException.create(1), "takes bytes too slowly");
    }

    private static void assertAdvice(SdkException e, String advice) {
        assertThat(S3Failures.explained("listing", "b", e))
                .hasMessageStartingWith("listing failed: ")
                .hasMessageContaining(advice);
    }
}
