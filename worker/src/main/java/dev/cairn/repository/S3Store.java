package dev.cairn.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket of object storage as a store. Small files go in one request, large ones in parts; either way
/// the server checks what has come by its checksum, and an object is there once all of it is.
final class S3Store implements ObjectStore {
    private static final int ALREADY_THERE = 412;
    private static final int SOMEBODY_ELSE_IS_PUTTING_IT = 409;
    private static final int TRIES = 5;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final String where;
    private final S3Upload upload;

    /// @param prefix  of all keys; empty, or ends with `/`
    S3Store(S3Client client, String bucket, String prefix, String where) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.where = where;
        upload = new S3Upload(client, bucket, S3Upload.PART_BYTES);
    }

    @Override
    public void put(String key, Path path, RepositoryFile file, LongConsumer progress) {
        answered("sending " + path + " as", key, () -> {
            try {
                upload.send(path, file, prefix + key, progress);
                return file;
            } catch (IOException e) {
                throw new RepositoryException(
                        "reading " + path + " to send it failed: " + e
                                + "; verify the snapshot, and take another one if it is damaged",
                        e);
            }
        });
    }

    /// A server that got the request, and whose answer was lost, refuses the next try: by the content we
    /// see that it was ours.
    @Override
    public boolean create(String key, byte[] content) {
        return answered("writing", key, () -> {
            for (int left = TRIES; ; left--) {
                try {
                    client.putObject(
                            request -> request.bucket(bucket)
                                    .key(prefix + key)
                                    .ifNoneMatch("*")
                                    .checksumCRC32C(Crc32c.of(content).inHeader()),
                            RequestBody.fromBytes(content));
                    return true;
                } catch (S3Exception e) {
                    if (e.statusCode() == ALREADY_THERE) {
                        return Arrays.equals(read(key), content);
                    }
                    if (e.statusCode() != SOMEBODY_ELSE_IS_PUTTING_IT || left == 1) {
                        throw e;
                    }
                }
            }
        });
    }

    @Override
    public InputStream open(String key, long fromByte) {
        return answered("reading", key, () -> {
            try {
                return client.getObject(request -> request.bucket(bucket)
                        .key(prefix + key)
                        .range(fromByte == 0 ? null : "bytes=" + fromByte + "-"));
            } catch (NoSuchKeyException e) {
                throw new AbsentObjectException(key, where, e);
            }
        });
    }

    @Override
    public List<StoredObject> list(String folder) {
        return answered("listing", folder, () -> {
            List<StoredObject> objects = new ArrayList<>();
            client.listObjectsV2Paginator(request ->
                            request.bucket(bucket).prefix(prefix + folder).delimiter("/"))
                    .contents()
                    .forEach(object -> objects.add(new StoredObject(
                            object.key().substring(prefix.length()), object.size(), object.lastModified())));
            return objects;
        });
    }

    @Override
    public void delete(String key) {
        answered(
                "deleting",
                key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(prefix + key)));
    }

    /// Parts of files that never became whole are in no list, and cost money all the same.
    @Override
    public void discardUnfinished(String folder, Instant startedBefore) {
        answered("looking for unfinished parts of", folder, () -> {
            client.listMultipartUploadsPaginator(
                            request -> request.bucket(bucket).prefix(prefix + folder))
                    .uploads()
                    .forEach(unfinished -> {
                        if (unfinished.initiated().isBefore(startedBefore)) {
                            upload.abort(unfinished.key(), unfinished.uploadId());
                        }
                    });
            return folder;
        });
    }

    @Override
    public String description() {
        return where;
    }

    @Override
    public void close() {
        client.close();
    }

    private byte[] read(String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(prefix + key))
                .asByteArray();
    }

    private <T> T answered(String doing, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw S3Failures.explained(doing + " " + prefix + key + " in " + where, bucket, e);
        }
    }
}
