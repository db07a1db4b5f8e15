package dev.cairn.http;

/// Looks at something again and again until it is closed.
@FunctionalInterface
interface Watch extends AutoCloseable {
    @Override
    void close();
}
