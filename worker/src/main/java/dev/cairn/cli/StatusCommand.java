package dev.cairn.cli;

import dev.cairn.client.CairnClient;
import dev.cairn.client.ProblemException;
import dev.cairn.client.ShardStatus;
import dev.cairn.client.WorkerStatus;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `status`: how a worker is doing.
@Command(
        name = "status",
        description = {
            "Asks a worker how it is doing: for each shard its condition, how far it is and how fast, and what to do if it stands.",
            "Ends with 0 if every shard applies blocks, with 35 if one does not."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class StatusCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final WorkerAddress address = new WorkerAddress();

    @Option(names = "--json", description = "Prints the worker's JSON as it comes, problems too.")
    private boolean json;

    private final PrintWriter out;

    StatusCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        try (CairnClient client = new CairnClient(address.client(Objects.requireNonNull(command)))) {
            CairnClient.Told<WorkerStatus> status = client.status();
            out.print(json ? status.text() : StatusText.of(status.value()));
            boolean all = status.value().shards().stream().allMatch(ShardStatus::isApplying);
            return (all ? ExitCode.SUCCESS : ExitCode.NOT_APPLYING).number();
        } catch (ProblemException e) {
            if (json) {
                out.print(e.problem().document());
            }
            throw e;
        }
    }
}
