package dev.cairn.cli;

import dev.cairn.model.BlockHeight;
import dev.cairn.proof.DigestComparison;
import dev.cairn.proof.DigestSource;
import dev.cairn.proof.StoredDigests;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StoredDatabase;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `digest`: the digest that stands for every change up to a height, and whether another has the same.
@Command(
        name = "digest",
        description = {
            "Prints the chained digest of a block: of a database that no worker has open, of a snapshot, or of a running worker.",
            "With --against it is compared with another's; where they differ, the first block that does is found. Ends with 0 if they are the same, with 40 if not."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class DigestCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final AtRest atRest = new AtRest();

    @Option(names = "--url", paramLabel = "URL", description = "A running worker, instead of a database at rest.")
    private @Nullable URI url;

    @Mixin
    private final WorkerAccess access = new WorkerAccess();

    @Option(
            names = "--at",
            paramLabel = "HEIGHT",
            description = "Which block; the newest that is known (of both) if nothing is said.")
    private @Nullable BlockHeight at;

    @Option(
            names = "--against",
            paramLabel = "URL|DIR",
            description = "What to compare with: a running worker, a database at rest, or a snapshot.")
    private @Nullable String against;

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;

    DigestCommand(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try (DigestSource left = left()) {
            if (against == null) {
                return print(left, at == null ? left.newestHeight() : at.value())
                        .number();
            }
            try (DigestSource right = right(against)) {
                return compare(left, right).number();
            }
        }
    }

    private DigestSource left() {
        if (url == null) {
            return stored(atRest.place(environment));
        }
        if (atRest.isGiven()) {
            throw new UsageException("expected --url, or a database here (-c, -D or --folder), but got both; name the"
                    + " other one with --against");
        }
        return worker(url);
    }

    private DigestSource right(String place) {
        return place.startsWith("http://") || place.startsWith("https://")
                ? worker(address(place))
                : stored(AtRest.in(Path.of(place)));
    }

    private static URI address(String typed) {
        try {
            return URI.create(typed);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--against is no address: " + e.getMessage());
        }
    }

    private static DigestSource stored(StorageConfig.Rocks place) {
        return new StoredDigests(place.directory().toString(), StoredDatabase.open(place));
    }

    private DigestSource worker(URI address) {
        return WorkerDigests.open(
                address.toString(), access.client(address, Objects.requireNonNull(command)), atRest.shard());
    }

    private ExitCode print(DigestSource source, long height) {
        ExitCode known = known(source, height);
        if (known == ExitCode.SUCCESS) {
            DigestSource.ChainedDigest digest = source.at(height);
            err.println("at block " + digest.block());
            out.println(digest.digest().toHex());
        }
        return known;
    }

    private ExitCode compare(DigestSource left, DigestSource right) {
        long height = at == null ? DigestComparison.highestCommon(left, right) : at.value();
        for (DigestSource source : new DigestSource[] {left, right}) {
            ExitCode known = known(source, height);
            if (known != ExitCode.SUCCESS) {
                return known;
            }
        }
        return switch (DigestComparison.of(left, right, height)) {
            case DigestComparison.Same(var digest) -> {
                out.println("the same up to block " + digest.block() + ", digest "
                        + digest.digest().toHex());
                yield ExitCode.SUCCESS;
            }
            case DigestComparison.PartAt parted -> {
                out.println("the same up to height " + (parted.height() - 1) + "; block " + parted.height()
                        + " is the first that differs:");
                out.print(sides(left, parted.left(), right, parted.right()));
                yield ExitCode.DIFFERENT;
            }
            case DigestComparison.PartAtOrBelow parted -> {
                out.println("different at height " + parted.height()
                        + " already, which is the lowest that both keep, so the first block that differs is this one or"
                        + " one below:");
                out.print(sides(left, parted.left(), right, parted.right()));
                yield ExitCode.DIFFERENT;
            }
            case DigestComparison.NothingInCommon _ ->
                throw new IllegalStateException(
                        "expected height " + height + " to be known of both, as was looked before, but it is not");
        };
    }

    private static String sides(
            DigestSource left,
            DigestSource.ChainedDigest leftDigest,
            DigestSource right,
            DigestSource.ChainedDigest rightDigest) {
        return Table.of(List.of(
                List.of(
                        left.name(),
                        leftDigest.block().toString(),
                        leftDigest.digest().toHex()),
                List.of(
                        right.name(),
                        rightDigest.block().toString(),
                        rightDigest.digest().toHex())));
    }

    private ExitCode known(DigestSource source, long height) {
        if (source.newestHeight() < source.earliestHeight()) {
            err.println(source.name() + " holds no block");
            return ExitCode.NOT_YET_APPLIED;
        }
        if (height < source.earliestHeight()) {
            err.println("height " + height + " is not kept any more in " + source.name() + "; it keeps "
                    + source.earliestHeight() + " to " + source.newestHeight());
            return ExitCode.PRUNED;
        }
        if (height > source.newestHeight()) {
            err.println("height " + height + " is not on disk yet in " + source.name() + "; it keeps "
                    + source.earliestHeight() + " to " + source.newestHeight());
            return ExitCode.NOT_YET_APPLIED;
        }
        return ExitCode.SUCCESS;
    }
}
