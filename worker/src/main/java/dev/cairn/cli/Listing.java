package dev.cairn.cli;

import dev.cairn.client.Page;
import dev.cairn.client.Query;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Shows a list for people, page by page.
final class Listing<E> {
    private final Asking asking;
    private final PrintWriter out;
    private final Query<Page<E>> query;
    private final Function<List<E>, String> text;
    private boolean hasBegun;
    private long shown;
    private Optional<String> cursor = Optional.empty();

    Listing(Asking asking, PrintWriter out, Query<Page<E>> query, Function<List<E>, String> text) {
        this.asking = asking;
        this.out = out;
        this.query = query;
        this.text = text;
    }

    ExitCode show(ListOptions list) {
        ExitCode code;
        do {
            code = showPage((int) Math.min(list.entriesMax() - shown, ListOptions.PAGE_MAX));
        } while (code == ExitCode.SUCCESS && cursor.isPresent() && shown < list.entriesMax());
        if (code == ExitCode.SUCCESS && cursor.isPresent()) {
            asking.tell("there may be more; --limit N shows N entries, --all shows all");
        }
        return code;
    }

    private ExitCode showPage(int entriesMax) {
        Query<Page<E>> page = query.limit(entriesMax);
        return asking.told(asking.ask(cursor.map(page::after).orElse(page)), (at, found) -> {
            if (!hasBegun) {
                hasBegun = true;
                asking.tell("at block " + at);
            }
            out.print(text.apply(found.items()));
            StandardOutput.expectPrinted(out);
            shown += found.items().size();
            cursor = found.cursor();
        });
    }
}
