package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.training.StartTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The worker as the image has it, in a folder that stands for the root of a container's file system.
final class InstalledWorker {
    private static final String ASSEMBLED = "target/dist/";

    private final Path root;

    private InstalledWorker(Path root) {
        this.root = root;
    }

    /// Does what `./cairn dist` does, and then what the Dockerfile's lines of COPY say.
    static InstalledWorker in(Path folder) throws Exception {
        Path dist = folder.resolve("dist");
        assertDone(Ran.in(folder, Checkout.file("ops/assemble").toString(), Checkout.TOP.toString(), dist.toString()));
        StartTraining.main(new String[] {dist.toString()});
        Path root = folder.resolve("root");
        for (Map.Entry<String, String> copy : ImageFile.copies()) {
            String from = copy.getKey();
            Path source =
                    from.startsWith(ASSEMBLED) ? dist.resolve(from.substring(ASSEMBLED.length())) : Checkout.file(from);
            Path target = root.resolve(copy.getValue().substring(1));
            Files.createDirectories(target.getParent());
            assertDone(Ran.in(folder, "cp", "-Rp", source.toString(), target.toString()));
        }
        return new InstalledWorker(root);
    }

    /// Starts it with the command and the variables of the image.
    ///
    /// @param environment  what is different here
    Fork start(Map<String, String> environment, Path log) {
        Map<String, String> all = new HashMap<>(ImageFile.environment());
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.putAll(environment);
        return Fork.of(here(ImageFile.command()), all, log);
    }

    private List<String> here(List<String> command) {
        return command.stream()
                .map(word -> word.startsWith("/") ? root + word : word)
                .toList();
    }

    private static void assertDone(Ran ran) {
        assertThat(ran.exitCode()).as(ran.output()).isZero();
    }
}
