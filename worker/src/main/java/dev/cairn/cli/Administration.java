package dev.cairn.cli;

import dev.cairn.client.AdminTask;
import dev.cairn.client.CairnClient;
import dev.cairn.client.ClientConfig;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Has a running worker do something, and waits until it is done, however long that takes.
final class Administration {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final ClientConfig config;
    private final Screen screen;

    Administration(ClientConfig config, Screen screen) {
        this.config = config;
        this.screen = screen;
    }

    /// @param doing  for people, as it is shown meanwhile
    /// @param chore  as its resource is called
    /// @param shard  all of them if it is empty
    /// @param done   shows what came of it in a shard
    ExitCode have(
            String doing,
            String chore,
            Map<String, String> parameters,
            Optional<Integer> shard,
            Consumer<AdminTask> done) {
        Map<String, String> asked = new TreeMap<>(parameters);
        shard.ifPresent(number -> asked.put("shard", Integer.toString(number)));
        try (CairnClient client = new CairnClient(config)) {
            List<AdminTask> ended =
                    Progress.unmeasured(doing).during(screen, () -> ended(client, client.begin(chore, asked)));
            ended.stream().filter(task -> !task.isFailed()).forEach(done);
            List<AdminTask> failed = ended.stream().filter(AdminTask::isFailed).toList();
            failed.forEach(task -> screen.say("shard " + task.shard() + ": "
                    + task.explanation().orElse("it failed; the log of the worker says why")));
            return failed.isEmpty() ? ExitCode.SUCCESS : ExitCode.REFUSED;
        }
    }

    private static List<AdminTask> ended(CairnClient client, List<AdminTask> begun) {
        List<AdminTask> now = begun;
        while (now.stream().anyMatch(AdminTask::isRunning)) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            List<AdminTask> told = client.tasks();
            now = now.stream().map(task -> newest(task, told)).toList();
        }
        return now;
    }

    /// A worker that was restarted meanwhile knows nothing of it.
    private static AdminTask newest(AdminTask task, List<AdminTask> told) {
        return told.stream()
                .filter(task::isSameAs)
                .findFirst()
                .orElseGet(() -> new AdminTask(
                        task.task(),
                        task.shard(),
                        task.began(),
                        "failed",
                        Map.of(),
                        Optional.of("the worker was restarted or asked for it again; what came of it is in its log")));
    }
}
