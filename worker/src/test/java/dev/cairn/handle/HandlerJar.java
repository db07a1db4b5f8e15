package dev.cairn.handle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// A handler made as a user makes one: compiled from its source against ours, and put in a jar that names it.
final class HandlerJar {
    private HandlerJar() {}

    static URLClassLoader onClassPath(Path folder, String className, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(className + ".java"), source);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(exit).as("the exit code of javac").isZero();
        return jar(folder, className, Files.readAllBytes(folder.resolve(className + ".class")));
    }

    /// A jar that names a handler it does not hold.
    static URLClassLoader withoutItsClass(Path folder, String className) throws IOException {
        return jar(folder, className, new byte[0]);
    }

    private static URLClassLoader jar(Path folder, String className, byte[] compiled) throws IOException {
        Path jar = folder.resolve(className + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/dev.cairn.handle.TransactionHandler"));
            out.write(className.getBytes(StandardCharsets.UTF_8));
            if (compiled.length > 0) {
                out.putNextEntry(new JarEntry(className + ".class"));
                out.write(compiled);
            }
        }
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, HandlerJar.class.getClassLoader());
    }
}
