package dev.cairn.e2e;

import dev.cairn.e2e.child.Answer;
import dev.cairn.e2e.child.Order;
import dev.cairn.e2e.child.RunReport;
import dev.cairn.store.ScratchFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/// A contender whose main class obeys an [Order], measures itself and says so.
///
/// @param blocks       how many blocks it takes in
/// @param examination  what it is asked afterwards
record ChildContender(String name, ChildJvm jvm, String mainClass, int blocks, Examination examination)
        implements E2eContender {

    @Override
    public RunReport run(String bootstrapServers) throws Exception {
        try (ScratchFolder scratch = ScratchFolder.create()) {
            Path answers = scratch.path().resolve("answers");
            Path state = Files.createDirectory(scratch.path().resolve("state"));
            Order order = new Order(bootstrapServers, state, blocks, examination.questionFile(), answers);
            RunReport report = jvm.run(mainClass, order);
            checkComplete(report);
            examination.check(name, Answer.read(answers));
            return report;
        }
    }

    private void checkComplete(RunReport report) {
        if (report.writes() != E2eLoad.writes(blocks)) {
            throw new IllegalStateException("expected " + name + " to take in " + E2eLoad.writes(blocks) + " writes of "
                    + blocks + " blocks, but it reports " + report.writes());
        }
    }
}
