package dev.cairn.storage;

import org.jspecify.annotations.Nullable;

/// Why the storage could not do what it was asked for, by what can be done about it. The message states facts only.
@SuppressWarnings("serial")
public abstract sealed class StorageFault extends RuntimeException {
    private StorageFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// What an operator is to do about it.
    public abstract String whatToDo();

    /// May pass by itself: do the same again, after a while.
    public static final class Retryable extends StorageFault {
        Retryable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String whatToDo() {
            return "Look at the disk and the kernel's log.";
        }
    }

    /// No space left. What is stored stays readable; when there is space again, writing goes on, or does once it is
    /// opened again.
    public static final class DiskFull extends StorageFault {
        private final boolean hasRoom;

        DiskFull(String message, @Nullable Throwable cause) {
            this(message, cause, false);
        }

        private DiskFull(String message, @Nullable Throwable cause, boolean hasRoom) {
            super(message, cause);
            this.hasRoom = hasRoom;
        }

        /// The same, told again and again of a disk that has room.
        DiskFull thoughThereIsRoom() {
            return new DiskFull(String.valueOf(getMessage()), this, true);
        }

        /// Whether RocksDB goes on telling of an error that has passed, until the database is opened again.
        public boolean passesByOpeningAgain() {
            return hasRoom;
        }

        @Override
        public String whatToDo() {
            return hasRoom
                    ? "There is space, but RocksDB goes on telling its old error: the worker opens the database again,"
                            + " every ten minutes at most. If that does not help, look for inodes (df -i) and quotas."
                    : "Free space, or give the volume more.";
        }
    }

    /// What is on disk is not what was written: put it aside and restore a snapshot.
    public static final class Corrupt extends StorageFault {
        public Corrupt(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String whatToDo() {
            return "Where there is a good snapshot, a worker takes it by itself. Else stop the worker, put the"
                    + " database aside, and restore the newest good snapshot from elsewhere, or begin again in an empty"
                    + " directory. Look for the cause: a failing disk, or another program.";
        }
    }

    /// The storage is closed, or closing.
    public static final class Closed extends StorageFault {
        Closed(String message) {
            super(message, null);
        }

        @Override
        public String whatToDo() {
            return "Ask again once it is open.";
        }
    }
}
