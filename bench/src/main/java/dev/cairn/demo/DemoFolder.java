package dev.cairn.demo;

import dev.cairn.broker.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the worker's database lies, gone with the demo.
record DemoFolder(Path path) implements AutoCloseable {
    static DemoFolder create() {
        try {
            return new DemoFolder(Files.createTempDirectory("cairn-demo-"));
        } catch (IOException e) {
            throw new UncheckedIOException("expected to make a folder for the demo's database", e);
        }
    }

    @Override
    public void close() {
        FolderTree.delete(path);
    }
}
