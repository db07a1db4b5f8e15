package dev.cairn.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Workers that end with the test that has started them, however it ends: one that stayed would hold its folder, and
/// take its share of the machine from the tests that follow.
final class ForkedWorkers implements AfterEachCallback {
    private final List<ForkedWorker> started = new ArrayList<>();

    /// @param folder  for its configuration and its log
    ForkedWorker start(Map<String, String> settings, Path folder) {
        ForkedWorker worker = ForkedWorker.start(settings, folder);
        started.add(worker);
        return worker;
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        for (ForkedWorker worker : started) {
            worker.kill();
        }
        started.clear();
    }
}
