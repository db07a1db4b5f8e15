package dev.cairn.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Sends a file, in parts if it is large. Each part is read twice, once for its checksum, which goes ahead
/// of the bytes: the second time it comes from memory. What was read has to be what the snapshot says
/// before the server is told that the object is whole.
final class S3Upload {
    /// Larger parts are fewer requests; smaller ones lose less when one has to be sent again.
    static final long PART_BYTES = 16L << 20;
    /// What servers take.
    private static final int PARTS_MAX = 10_000;

    private static final String CONTENT_TYPE = "application/octet-stream";

    private final S3Client client;
    private final String bucket;
    private final long partBytes;

    S3Upload(S3Client client, String bucket, long partBytes) {
        this.client = client;
        this.bucket = bucket;
        this.partBytes = partBytes;
    }

    void send(Path path, RepositoryFile file, String key, LongConsumer progress) throws IOException {
        if (file.bytes() <= partBytes) {
            sendWhole(path, file, key, progress);
        } else {
            sendInParts(path, file, key, progress);
        }
    }

    private void sendWhole(Path path, RepositoryFile file, String key, LongConsumer progress) throws IOException {
        CRC32C whole = new CRC32C();
        FilePart part = new FilePart(path, 0, file.bytes());
        Crc32c checksum = checksum(part, whole);
        refuseOther(path, file, whole);
        client.putObject(
                request -> request.bucket(bucket).key(key).checksumCRC32C(checksum.inHeader()), body(part, progress));
    }

    private void sendInParts(Path path, RepositoryFile file, String key, LongConsumer progress) throws IOException {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32_C))
                .uploadId();
        try {
            List<CompletedPart> parts = sendParts(path, file, key, upload, progress);
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (IOException | RuntimeException e) {
            try {
                abort(key, upload);
            } catch (SdkException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    private List<CompletedPart> sendParts(
            Path path, RepositoryFile file, String key, String upload, LongConsumer progress) throws IOException {
        long size = Math.max(partBytes, file.bytes() / (PARTS_MAX - 1));
        CRC32C whole = new CRC32C();
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < file.bytes(); from += size) {
            FilePart part = new FilePart(path, from, Math.min(size, file.bytes() - from));
            String checksum = checksum(part, whole).inHeader();
            int number = parts.size() + 1;
            String tag = client.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .checksumCRC32C(checksum),
                            body(part, progress))
                    .eTag();
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(tag)
                    .checksumCRC32C(checksum)
                    .build());
        }
        refuseOther(path, file, whole);
        return parts;
    }

    /// Fine if there is no such upload any more.
    void abort(String key, String upload) {
        client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    }

    private static Crc32c checksum(FilePart part, CRC32C whole) throws IOException {
        try (InputStream in = part.open(_ -> {})) {
            return Crc32c.of(in, whole);
        }
    }

    private static RequestBody body(FilePart part, LongConsumer progress) {
        return RequestBody.fromContentProvider(
                () -> {
                    try {
                        return part.open(progress);
                    } catch (IOException e) {
                        throw new UncheckedIOException("reading " + part.path() + " to send it failed: " + e, e);
                    }
                },
                part.bytes(),
                CONTENT_TYPE);
    }

    private static void refuseOther(Path path, RepositoryFile file, CRC32C read) {
        if (read.getValue() != file.crc32c()) {
            throw new RepositoryException(
                    "the file %s is not what its snapshot says: its checksum is %08x instead of %08x; verify the snapshot, and take another one if it is damaged"
                            .formatted(path, read.getValue(), file.crc32c()),
                    null);
        }
    }
}
