package dev.cairn.repository;

import java.nio.file.Path;
import java.util.Optional;

/// Where snapshots are sent.
///
/// @param directory  which is there already
/// @param parallel   how many files are moved at a time
public record RepositoryConfig(Kind kind, Optional<Path> directory, int parallel, S3Config s3) {
    private static final int PARALLEL_MAX = 64;

    /// What a repository is made of.
    public enum Kind {
        NONE,
        DIRECTORY,
        S3
    }

    public RepositoryConfig {
        if (parallel < 1 || parallel > PARALLEL_MAX) {
            throw new IllegalArgumentException("snapshots.repository.parallel is " + parallel
                    + ", but it has to be from 1 to " + PARALLEL_MAX + "; 4 is a good start");
        }
        if (kind == Kind.DIRECTORY && directory.isEmpty()) {
            throw new IllegalArgumentException("snapshots.repository.directory is not set, but it has to be with"
                    + " snapshots.repository.kind = directory, as /mnt/backup/cairn");
        }
        if (kind == Kind.S3 && s3.bucket().isEmpty()) {
            throw new IllegalArgumentException("snapshots.repository.s3.bucket is not set, but it has to be with"
                    + " snapshots.repository.kind = s3, as cairn-snapshots");
        }
    }

    /// Snapshots stay on this machine.
    public static RepositoryConfig none() {
        return new RepositoryConfig(Kind.NONE, Optional.empty(), 4, S3Config.none());
    }

    /// Empty if there is none. Whether it can be reached shows with the first call.
    public Optional<ObjectStore> open() {
        return switch (kind) {
            case NONE -> Optional.empty();
            case DIRECTORY -> directory.map(DirectoryStore::new);
            case S3 -> Optional.of(S3Connection.open(s3));
        };
    }
}
