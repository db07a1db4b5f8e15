package dev.cairn.selftest;

import dev.cairn.broker.FolderTree;
import dev.cairn.commands.Arguments;
import dev.cairn.commands.StopRequest;
import dev.cairn.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// `./cairn selftest persistence`: on this machine and its disk, a worker that is killed again and again loses nothing,
/// and counts nothing twice.
public final class Selftest {
    static final String REPORT = "consistency_test_report.txt";
    static final String MANIFEST = "expected_manifest.txt";

    private static final int PASSED = 0;
    private static final int FAILED = 1;

    private Selftest() {}

    public static void main(String[] arguments) {
        SelftestOptions options = Arguments.understoodOrExit(arguments, SelftestOptions.USAGE, SelftestOptions::parse);
        StopRequest.endProcessAfter(stop -> run(options, Screen.ofProcess(), stop));
    }

    /// Gives the exit code.
    static int run(SelftestOptions options, Screen screen, StopRequest stop) throws IOException, InterruptedException {
        Path directory = directory(options);
        PersistenceTest test = new PersistenceTest(options, directory, screen, stop);
        Files.writeString(directory.resolve(MANIFEST), new ExpectedManifest(test.chain()).text());
        Optional<PersistenceReport> report = test.run();
        if (report.isEmpty()) {
            screen.say("Stopped before the end; " + directory + " has what there is so far.");
            return FAILED;
        }
        Files.writeString(directory.resolve(REPORT), report.get().text());
        boolean passed = report.get().passed();
        if (passed) {
            deleteDatabases(directory);
        }
        screen.say("");
        screen.say(report.get().text());
        screen.say("This report: " + directory.resolve(REPORT));
        screen.say("What was expected: " + directory.resolve(MANIFEST));
        return passed ? PASSED : FAILED;
    }

    private static Path directory(SelftestOptions options) throws IOException {
        if (options.directory().isEmpty()) {
            return Files.createTempDirectory("cairn-selftest-");
        }
        Path directory = Files.createDirectories(options.directory().get()).toAbsolutePath();
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new IOException("expected " + directory
                        + " to be empty, but it is not; name a folder that is, or that does not exist yet");
            }
        }
        return directory;
    }

    /// They have proved what they were made for. Of a test that failed they are the evidence.
    private static void deleteDatabases(Path directory) {
        FolderTree.delete(directory.resolve(Ordeal.DATABASE));
        FolderTree.delete(directory.resolve(PersistenceTest.UNDISTURBED));
        FolderTree.delete(directory.resolve(HardLife.SCRATCH));
    }
}
