package dev.cairn.cli;

import dev.cairn.client.AdminTask;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Storage;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that does something to a shard in two ways: a running worker is asked to, or it is done to files
/// here. What came of it is told in the same words.
abstract class ShardChore implements Callable<Integer> {
    @Mixin
    private final ShardEitherWay shard = new ShardEitherWay();

    private final String doing;
    private final String resource;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Screen screen;

    /// @param doing     for people
    /// @param resource  as a worker calls it
    ShardChore(String doing, String resource, Map<String, String> environment, PrintWriter out, Screen screen) {
        this.doing = doing;
        this.resource = resource;
        this.environment = environment;
        this.out = out;
        this.screen = screen;
    }

    /// What a worker has to know.
    abstract Map<String, String> parameters();

    /// What a worker says that came of it.
    abstract String told(AdminTask task);

    /// Does it here, and tells what came of it.
    abstract String here(Storage storage);

    /// Those of the shard, on this machine.
    final Snapshots snapshots() {
        return shard.snapshots(environment);
    }

    /// How far it is here.
    Progress shown(Storage storage) {
        return Progress.unmeasured(doing);
    }

    @Override
    public final Integer call() {
        if (shard.isLocal()) {
            out.println(shard.here(this::shown, environment, screen, this::here));
            return ExitCode.SUCCESS.number();
        }
        return shard.byWorker(
                        doing,
                        resource,
                        parameters(),
                        screen,
                        task -> out.println("shard " + task.shard() + ": " + told(task)))
                .number();
    }
}
