package dev.cairn.http;

/// One thing that can be asked.
///
/// @param method  `GET`, which answers `HEAD` too, or another
/// @param path    the whole of it
/// @param about   what it is for, in a few words; `/` lists them
public record Route(String method, String path, String about, Handler handler) {
    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("expected a path that begins with /, but got '" + path + "'");
        }
    }

    public static Route get(String path, String about, Handler handler) {
        return new Route("GET", path, about, handler);
    }

    public static Route post(String path, String about, Handler handler) {
        return new Route("POST", path, about, handler);
    }

    /// Answers. **Threading:** any, many at once.
    @FunctionalInterface
    public interface Handler {
        Reply answer(Request request);
    }
}
