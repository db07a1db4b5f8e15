package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Step;
import dev.cairn.fixtures.ChildJvm;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Ends a process at each of the steps there are, where it comes to it for the last time, and lets another go on; at
/// those of restoring and replacing also for the first time, since a worker takes them before a repair does. A step
/// that [SteppedLife] does not come to fails here, so nobody adds one without a way to it. Each has a folder and
/// processes of its own, so two go their ways at a time.
@Execution(ExecutionMode.CONCURRENT)
class EveryStepIT {
    /// What a life that nobody ends comes to, in order.
    private static final Map<Durability, List<String>> WAYS = new EnumMap<>(Durability.class);

    @TempDir
    private Path folder;

    @BeforeAll
    static void goTheWholeWay(@TempDir Path folder) throws IOException, InterruptedException {
        for (Durability durability : Durability.values()) {
            Path own = Files.createDirectory(folder.resolve(durability.name()));
            WAYS.put(durability, run(own, 0, durability.name()));
        }
    }

    /// What comes after the database is on disk does not depend on how it got there.
    static Stream<Arguments> steps() {
        return Stream.of(Durability.values())
                .flatMap(durability -> Stream.of(Step.values())
                        .filter(step -> durability == Durability.WAL || step.compareTo(Step.REWIND_WRITTEN) <= 0)
                        .flatMap(step -> occasions(step).map(occasion -> Arguments.of(step, durability, occasion))));
    }

    private static Stream<Occasion> occasions(Step step) {
        return step.compareTo(Step.RESTORE_COPIED) >= 0 && step.compareTo(Step.REPLACEMENT_IN_PLACE) <= 0
                ? Stream.of(Occasion.values())
                : Stream.of(Occasion.LAST);
    }

    enum Occasion {
        FIRST,
        LAST
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whoeverEndsAtAStepLeavesWhatAnotherGoesOnFrom(Step step, Durability durability, Occasion occasion)
            throws IOException, InterruptedException {
        int times = Collections.frequency(WAYS.get(durability), step.name());
        assertThat(times)
                .as("how often SteppedLife comes to the step %s; a new one needs a way to it", step)
                .isPositive();
        int time = occasion == Occasion.FIRST ? 1 : times;
        run(folder, SteppedLife.ENDED_AT_THE_STEP, durability.name(), step.name(), Integer.toString(time));
        run(folder, 0, durability.name());
        try (Storage storage = new SteppedLife(folder, durability).open()) {
            assertThat(SteppedLife.heightOf(storage)).isEqualTo(SteppedLife.LAST_HEIGHT);
        }
        try (Stream<Path> left = Files.walk(folder, 2)) {
            assertThat(left.map(file -> file.getFileName().toString())).noneMatch(EveryStepIT::isLeftOver);
        }
    }

    private static boolean isLeftOver(String name) {
        return Stream.of(".part", ".restoring", ".replacement", ".damage", ".repairing", ".doubtful", ".importing")
                .anyMatch(name::endsWith);
    }

    /// Gives what it said.
    private static List<String> run(Path folder, int expectedEnd, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(folder.toString()));
        all.addAll(List.of(arguments));
        Process process = ChildJvm.start(folder, SteppedLife.class, all);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(expectedEnd);
        return said.lines().toList();
    }
}
