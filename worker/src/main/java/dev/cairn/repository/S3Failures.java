package dev.cairn.repository;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// Says what a failure of object storage means and what to do about it.
final class S3Failures {
    private S3Failures() {}

    /// @param tried  what was tried, and on what
    static RepositoryException explained(String tried, String bucket, SdkException e) {
        return e instanceof AwsServiceException refused ? refused(tried, bucket, refused) : unanswered(tried, e);
    }

    private static RepositoryException refused(String tried, String bucket, AwsServiceException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String said = details.map(AwsErrorDetails::errorMessage).orElse("");
        String answer = "%d %s%s%s"
                .formatted(
                        e.statusCode(),
                        code,
                        said == null || said.isEmpty() ? "" : ": " + said,
                        e.requestId() == null ? "" : " (request " + e.requestId() + ")");
        return new RepositoryException(
                tried + " was refused with " + answer.strip() + "; " + whatToDo(e.statusCode(), code, bucket, details),
                e);
    }

    private static String whatToDo(int status, String code, String bucket, Optional<AwsErrorDetails> details) {
        return switch (code) {
            case "NoSuchBucket" ->
                "there is no bucket " + bucket + ": make it, or correct snapshots.repository.s3.bucket";
            case "RequestTimeTooSkewed", "RequestExpired" ->
                "the clock of this machine differs too much from the server's: set it, best by NTP";
            case "InvalidAccessKeyId", "InvalidToken", "ExpiredToken", "TokenRefreshRequired" ->
                "the server does not know these credentials, or not any more: renew them, or correct"
                        + " snapshots.repository.s3.access-key-id";
            case "SignatureDoesNotMatch" ->
                "the secret does not fit its key: correct snapshots.repository.s3.secret-access-key, or what the"
                        + " environment has instead";
            case "PermanentRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException",
                    "TemporaryRedirect" ->
                "the bucket is in another region" + regionOf(details) + ": set snapshots.repository.s3.region to it";
            case "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch" ->
                "the bytes changed on their way: look at the network and at what stands between, and try again";
            case "NotImplemented" ->
                "the server lacks something Cairn relies on: conditional writes (If-None-Match: *), or parts with"
                        + " checksums; take a newer release of it, or another server";
            default -> byStatus(status);
        };
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 301, 307 -> "the bucket is in another region: set snapshots.repository.s3.region to its";
            case 401, 403 ->
                "the credentials lack a right: they need s3:ListBucket and s3:ListBucketMultipartUploads on the bucket,"
                        + " and s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload on what is in it";
            case 404 -> "look whether snapshots.repository.s3.bucket and endpoint are right";
            case 429, 503 -> "the server has too much to do: it is tried again with the next snapshot";
            case 507 -> "the server has no space left: make room";
            default ->
                status >= 500
                        ? "the server has trouble of its own: look at its log, and try again"
                        : "look whether snapshots.repository.s3 describes this server";
        };
    }

    private static String regionOf(Optional<AwsErrorDetails> details) {
        return details.flatMap(known -> Optional.ofNullable(known.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
                .map(region -> " (" + region + ")")
                .orElse("");
    }

    private static RepositoryException unanswered(String tried, SdkException e) {
        String why = String.valueOf(e.getMessage());
        return new RepositoryException(tried + " failed: " + why + "; " + whatToDo(e, why), e);
    }

    private static String whatToDo(SdkException e, String why) {
        if (why.contains("credentials")) {
            return "give snapshots.repository.s3.access-key-id and secret-access-key, or let the environment have"
                    + " credentials (AWS_ACCESS_KEY_ID, a profile, a role of the machine)";
        }
        if (why.contains("region")) {
            return "set snapshots.repository.s3.region, or AWS_REGION in the environment";
        }
        if (e instanceof ApiCallAttemptTimeoutException) {
            return "the server takes bytes too slowly: look at the network, or set snapshots.repository.parallel lower";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return "there is no host of that name: correct snapshots.repository.s3.endpoint or region, or set"
                            + " path-style = true if the server does not know buckets as hosts";
                }
                case NoRouteToHostException _ -> {
                    return "there is no way to it from here: look at the network, and at snapshots.repository.s3.endpoint";
                }
                case ConnectException _ -> {
                    return "nobody answers there: look whether the server runs, and whether"
                            + " snapshots.repository.s3.endpoint names it";
                }
                case SocketTimeoutException _ -> {
                    return "the server did not answer in time: look at it, and at the network";
                }
                case SSLException _ -> {
                    return "no safe connection came about: look whether the server has TLS there, and a certificate that"
                            + " this machine trusts";
                }
                default -> {
                    // Looked for further down.
                }
            }
        }
        return "look at the network and the server, and try again";
    }
}
