package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Step;
import dev.cairn.fixtures.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ends a process wherever it comes to a step while it moves a database whose tables lie in several places, and lets
/// another go on.
class SpreadStepsIT {
    @TempDir
    private Path folder;

    @Test
    void whoeverEndsOnTheWayLeavesWhatAnotherGoesOnFrom() throws IOException, InterruptedException {
        List<String> way = run(begun("whole"), 0);
        assertThat(way)
                .contains(
                        Step.OTHER_FOLDERS_NAMED.name(),
                        Step.OTHER_FOLDERS_PUT_ASIDE.name(),
                        Step.REPLACEMENT_NAMED.name(),
                        Step.IMPORT_NAMED.name());
        for (int step = 1; step <= way.size(); step++) {
            Path life = begun("ended-" + step);
            run(life, SpreadLife.ENDED_AT_THE_STEP, Integer.toString(step));
            run(life, 0);
            assertLeftNothing(life, step + " " + way.get(step - 1));
        }
    }

    private Path begun(String name) throws IOException {
        Path life = Files.createDirectory(folder.resolve(name));
        new SpreadLife(life).prepare();
        return life;
    }

    private static void assertLeftNothing(Path life, String step) throws IOException {
        try (Stream<Path> left = Files.walk(life, 3)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .as("what is left after %s", step)
                    .noneMatch(name -> Stream.of(".restoring", ".replacement", ".repairing", ".doubtful", ".importing")
                            .anyMatch(name::endsWith));
        }
        for (String disk : List.of("hot", "warm", "cold")) {
            assertThat(life.resolve("elsewhere-db/" + disk + "/db.damaged-1"))
                    .as("what is aside after %s", step)
                    .isNotEmptyDirectory();
        }
    }

    /// Gives what it said.
    private static List<String> run(Path life, int expectedEnd, String... arguments)
            throws IOException, InterruptedException {
        List<String> all =
                Stream.concat(Stream.of(life.toString()), Stream.of(arguments)).toList();
        Process process = ChildJvm.start(life, SpreadLife.class, all);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", all, said).isEqualTo(expectedEnd);
        return said.lines()
                .filter(line ->
                        Stream.of(Step.values()).anyMatch(step -> step.name().equals(line)))
                .toList();
    }
}
