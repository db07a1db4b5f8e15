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

    /// No space left. What is stored stays readable; when there is space again, writing goes on.
    public static final class DiskFull extends StorageFault {
        DiskFull(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String whatToDo() {
            return "Free space, or give the volume more.";
        }
    }

    /// What is on disk is not what was written: put it aside and restore a snapshot.
    public static final class Corrupt extends StorageFault {
        Corrupt(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String whatToDo() {
            return "Stop the worker, put the database aside, and restore the newest good snapshot, or begin again in an"
                    + " empty directory. Look for the cause: a failing disk, or another program.";
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
