package dev.cairn.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds who answers a request, whatever server brought it.
final class Routes {
    private final Map<String, Map<String, Route>> byPathAndMethod = new LinkedHashMap<>();

    Routes(Collection<Route> routes) {
        List<Route> all = new ArrayList<>(routes);
        all.addFirst(Route.get("/", "this list", _ -> Reply.text(200, list(all))));
        for (Route route : all) {
            Route other = byPathAndMethod
                    .computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .putIfAbsent(route.method(), route);
            if (other != null) {
                throw new IllegalArgumentException("expected one route for " + route.method() + " " + route.path()
                        + ", but there are two: " + other.about() + ", and " + route.about());
            }
        }
    }

    /// What to do about a request.
    sealed interface Found {
        record Answered(Route.Handler by) implements Found {}

        record NoSuchPath() implements Found {}

        record OtherMethod(SortedSet<String> allowed) implements Found {}
    }

    Found find(String method, String path) {
        Map<String, Route> byMethod = byPathAndMethod.get(path);
        if (byMethod == null) {
            return new Found.NoSuchPath();
        }
        Route route = byMethod.get(method.equals("HEAD") ? "GET" : method);
        return route == null ? new Found.OtherMethod(allowed(byMethod)) : new Found.Answered(route.handler());
    }

    private static SortedSet<String> allowed(Map<String, Route> byMethod) {
        SortedSet<String> allowed = new TreeSet<>(byMethod.keySet());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    private static String list(List<Route> routes) {
        return routes.stream()
                .map(route -> "%-4s %-12s %s".formatted(route.method(), route.path(), route.about()))
                .collect(Collectors.joining("\n"));
    }
}
