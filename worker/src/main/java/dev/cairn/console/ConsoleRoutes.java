package dev.cairn.console;

import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The page and what it is made of. It holds no figures: those it asks for under `/v1`, as every other client does.
public final class ConsoleRoutes {
    static final String PAGE = "index.html";
    /// By name, since the folders of a jar cannot be listed in the same way as those on a disk.
    static final List<String> PARTS = List.of(
            "api.js",
            "blockview.js",
            "branches.js",
            "budget.js",
            "bytes.js",
            "chart.js",
            "console.css",
            "diffview.js",
            "dom.js",
            "entries.js",
            "fields.js",
            "format.js",
            "icon.svg",
            "keyview.js",
            "levels.js",
            "main.js",
            "marks.js",
            "overview.js",
            "rangeview.js",
            "shard.js",
            "snapshots.js",
            "theme.js",
            "together.js",
            "token.js");

    private static final String FILE = "file";

    private final ConsoleFile page = ConsoleFile.read(PAGE);
    private final Map<String, ConsoleFile> parts = new HashMap<>();

    private ConsoleRoutes() {
        PARTS.forEach(name -> parts.put(name, ConsoleFile.read(name)));
    }

    /// The routes of the page: for everybody, since it holds nothing until it is given a token.
    public static List<Route> routes() {
        ConsoleRoutes console = new ConsoleRoutes();
        return List.of(
                Route.get("/", "the console: a page for people", console.page::answer)
                        .forEverybody(),
                Route.get("/console/{" + FILE + "}", "what that page is made of", console::part)
                        .forEverybody());
    }

    private Reply part(Request request) {
        ConsoleFile part = parts.get(request.pathParameter(FILE));
        if (part == null) {
            throw new RefusedException(Problem.noSuchPath(request.path()));
        }
        return part.answer(request);
    }
}
