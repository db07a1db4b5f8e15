package dev.cairn.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds who answers a request, whatever server brought it.
final class Routes {
    private final Map<String, ByMethod> byPath = new LinkedHashMap<>();
    private final List<ByMethod> patterns = new ArrayList<>();

    Routes(Collection<Route> routes) {
        List<Route> all = new ArrayList<>(routes);
        all.addFirst(
                Route.get("/help", "this list", _ -> Reply.text(200, list(all))).forEverybody());
        for (Route route : all) {
            byPath.computeIfAbsent(route.path(), ByMethod::new).add(route);
        }
        byPath.values().stream().filter(one -> !one.pattern.isOnePath()).forEach(patterns::add);
        byPath.values().removeAll(patterns);
    }

    /// What to do about a request.
    sealed interface Found {
        record Answered(Route by, Map<String, String> pathParameters) implements Found {}

        record NoSuchPath() implements Found {}

        record OtherMethod(SortedSet<String> allowed) implements Found {}
    }

    /// @param rawPath  as the client sent it
    Found find(String method, String rawPath) {
        ByMethod exact = byPath.get(rawPath);
        if (exact != null) {
            return exact.find(method, Map.of());
        }
        for (ByMethod one : patterns) {
            Optional<Map<String, String>> parameters = one.pattern.match(rawPath);
            if (parameters.isPresent()) {
                return one.find(method, parameters.get());
            }
        }
        return new Found.NoSuchPath();
    }

    private static String list(List<Route> routes) {
        int width =
                routes.stream().mapToInt(route -> route.path().length()).max().orElse(0);
        return routes.stream()
                .map(route -> ("%-4s %-" + width + "s  %s").formatted(route.method(), route.path(), route.about()))
                .collect(Collectors.joining("\n"));
    }

    private static final class ByMethod {
        private final PathPattern pattern;
        private final Map<String, Route> routes = new LinkedHashMap<>();

        ByMethod(String path) {
            pattern = new PathPattern(path);
        }

        void add(Route route) {
            Route other = routes.putIfAbsent(route.method(), route);
            if (other != null) {
                throw new IllegalArgumentException("expected one route for " + route.method() + " " + route.path()
                        + ", but there are two: " + other.about() + ", and " + route.about());
            }
        }

        Found find(String method, Map<String, String> pathParameters) {
            Route route = routes.get(method.equals("HEAD") ? "GET" : method);
            return route == null ? new Found.OtherMethod(allowed()) : new Found.Answered(route, pathParameters);
        }

        private SortedSet<String> allowed() {
            SortedSet<String> allowed = new TreeSet<>(routes.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            return allowed;
        }
    }
}
