package dev.cairn.cli;

import dev.cairn.client.CairnClient;
import dev.cairn.client.JsonText;
import dev.cairn.client.Outcome;
import dev.cairn.client.Page;
import dev.cairn.client.Problem;
import dev.cairn.client.ProblemException;
import dev.cairn.client.Query;
import dev.cairn.model.BlockRef;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Asks a worker, and shows what comes: for people, or as the worker's own JSON. What was asked for goes to
/// standard output, so that it can be piped on; as of which block it holds, and why there is none, to standard
/// error.
final class Asking implements AutoCloseable {
    private final ReadOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CairnClient client;

    Asking(ReadOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
        client = new CairnClient(options.client());
    }

    /// @param text  of what was found, for people
    <T> ExitCode show(Query<T> query, Function<T, String> text) {
        Query<T> asked = options.inShard(query);
        return options.json()
                ? told(askForJson(asked), (_, json) -> out.print(json.text()))
                : told(client.ask(asked), (at, value) -> {
                    tell("at block " + at);
                    out.print(text.apply(value));
                });
    }

    /// @param text  of a page, for people
    <E> ExitCode list(Query<Page<E>> query, ListOptions list, Function<List<E>, String> text) {
        if (list.entriesMax() < 1) {
            throw options.misused("expected a limit of at least 1, but got " + list.entriesMax(), null);
        }
        Query<Page<E>> asked = options.inShard(query);
        try {
            return options.json()
                    ? new JsonListing(this, out, asked).show(list)
                    : new Listing<>(this, out, asked, text).show(list);
        } catch (StandardOutput.ReaderGoneException _) {
            return ExitCode.SUCCESS;
        }
    }

    <T> Outcome<T> ask(Query<T> query) {
        return client.ask(query);
    }

    Outcome<JsonText> askForJson(Query<?> query) {
        try {
            return client.json(query, options.form().inJson());
        } catch (ProblemException e) {
            out.print(e.problem().document());
            throw e;
        }
    }

    /// Something about what is shown.
    void tell(String remark) {
        err.println(remark);
    }

    /// @param known  shows what is known
    <T> ExitCode told(Outcome<T> outcome, BiConsumer<BlockRef, T> known) {
        return switch (outcome) {
            case Outcome.Known<T>(var at, var value) -> {
                known.accept(at, value);
                yield ExitCode.SUCCESS;
            }
            case Outcome.Absent<T>(var problem, var _) -> nothing(problem, ExitCode.ABSENT);
            case Outcome.Pruned<T>(var problem, var _) -> nothing(problem, ExitCode.PRUNED);
            case Outcome.NotYetApplied<T>(var problem, var _) -> nothing(problem, ExitCode.NOT_YET_APPLIED);
        };
    }

    @Override
    public void close() {
        client.close();
    }

    private ExitCode nothing(Problem problem, ExitCode why) {
        if (options.json()) {
            out.print(problem.document());
        }
        tell(problem.detail());
        return why;
    }
}
