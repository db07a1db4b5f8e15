package dev.cairn.storage;

/// Closes native objects, newest first: options before the cache they name. None of them throws.
final class ClosingNatively {
    private ClosingNatively() {}

    static void all(Iterable<? extends AutoCloseable> newestFirst) {
        for (AutoCloseable object : newestFirst) {
            one(object);
        }
    }

    static void one(AutoCloseable object) {
        try {
            object.close();
        } catch (Exception e) {
            throw new IllegalStateException("expected closing a native object to succeed, but it failed", e);
        }
    }
}
