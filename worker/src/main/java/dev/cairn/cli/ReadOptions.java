package dev.cairn.cli;

import dev.cairn.client.ClientConfig;
import dev.cairn.client.Query;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command takes that asks a worker.
final class ReadOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private final WorkerAddress address = new WorkerAddress();

    @Option(names = "--shard", paramLabel = "N", description = "Of a worker that has several.")
    private @Nullable Integer shard;

    @Option(
            names = "--enc",
            paramLabel = "FORM",
            description =
                    "How keys and values are typed and shown: auto (text where it is text, 0x and hexadecimal digits where it is not; if nothing is said), hex, base64url or utf8.")
    private ByteForm form = ByteForm.AUTO;

    @Option(
            names = "--json",
            description =
                    "Prints the worker's JSON as it comes, problems too; keys and values are in hex unless --enc says otherwise.")
    private boolean json;

    boolean json() {
        return json;
    }

    ByteForm form() {
        return form;
    }

    ClientConfig client() {
        return address.client(Objects.requireNonNull(command));
    }

    <T> Query<T> inShard(Query<T> query) {
        return shard == null ? query : query.ofShard(shard);
    }

    StateKey key(String text) {
        Bytes bytes = bytes(text);
        if (!StateKey.isValidLength(bytes.length())) {
            throw misused("expected a key of 1 to " + StateKey.MAX_LENGTH + " bytes, but got " + bytes.length(), null);
        }
        return new StateKey(bytes);
    }

    Bytes bytes(String text) {
        try {
            return form.parse(text);
        } catch (IllegalArgumentException e) {
            throw misused(e.getMessage(), e);
        }
    }

    /// The command line is not understood.
    CommandLine.ParameterException misused(@Nullable String message, @Nullable Throwable cause) {
        return new CommandLine.ParameterException(
                Objects.requireNonNull(command).commandLine(), message, cause);
    }
}
