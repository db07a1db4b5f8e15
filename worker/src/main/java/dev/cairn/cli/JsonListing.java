package dev.cairn.cli;

import dev.cairn.client.Query;
import java.io.PrintWriter;
import java.util.Optional;

/// Shows a list as the worker's JSON, a page on each line.
final class JsonListing {
    private final Asking asking;
    private final PrintWriter out;
    private final Query<?> query;
    private Optional<String> cursor = Optional.empty();
    private boolean wasLeftOut;

    JsonListing(Asking asking, PrintWriter out, Query<?> query) {
        this.asking = asking;
        this.out = out;
        this.query = query;
    }

    /// Without `--all` it is one page: its `cursor` tells whether there is more. A page that is empty and not the last
    /// says nothing and is left out.
    ExitCode show(ListOptions list) {
        ExitCode code;
        do {
            code = showPage(list);
        } while (code == ExitCode.SUCCESS && cursor.isPresent() && (list.all() || wasLeftOut));
        return code;
    }

    private ExitCode showPage(ListOptions list) {
        Query<?> page = query.limit((int) Math.min(list.entriesMax(), ListOptions.PAGE_MAX));
        Query<?> next = cursor.isPresent() ? page.after(cursor.get()) : page;
        return asking.told(asking.askForJson(next), (_, json) -> {
            cursor = json.cursor();
            wasLeftOut = json.isEmpty() && cursor.isPresent();
            if (!wasLeftOut) {
                out.print(json.text());
                StandardOutput.expectPrinted(out);
            }
        });
    }
}
