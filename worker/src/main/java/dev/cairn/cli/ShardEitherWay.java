package dev.cairn.cli;

import dev.cairn.client.AdminTask;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Storage;
import dev.cairn.storage.Storages;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What every command takes that does something to a shard in two ways: a running worker is asked to, or, if a
/// configuration is named, it is done to the files here, which no worker may have open.
final class ShardEitherWay {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private final WorkerAddress address = new WorkerAddress();

    @Mixin
    private final LocalShard local = new LocalShard();

    /// Whether it is done to files here.
    boolean isLocal() {
        return local.isGiven();
    }

    /// The snapshots of the shard whose files are here.
    Snapshots snapshots(Map<String, String> environment) {
        return new Snapshots(local.load(environment).snapshots(), InstantSource.system());
    }

    ExitCode byWorker(
            String doing, String chore, Map<String, String> parameters, Screen screen, Consumer<AdminTask> done) {
        return new Administration(address.client(Objects.requireNonNull(command)), screen)
                .have(doing, chore, parameters, local.number(), done);
    }

    /// @param shown  how far the work on the open database is
    /// @param work   tells what came of it
    String here(
            Function<Storage, Progress> shown,
            Map<String, String> environment,
            Screen screen,
            Function<Storage, String> work) {
        LocalShard.Places places = local.load(environment);
        try (Storage storage = Storages.openAsItIs(places.database())) {
            return "shard " + places.number() + ": "
                    + shown.apply(storage).during(screen, () -> {
                        String done = work.apply(storage);
                        // Nothing of it waits for the next start, with a log or without.
                        storage.flushMemtables();
                        return done;
                    });
        }
    }
}
