package dev.cairn.http;

/// One thing that can be asked.
///
/// @param method  `GET`, which answers `HEAD` too, or another
/// @param path    the whole of it; a segment in braces may be anything, and is passed on by that name
/// @param access  who may ask for it
/// @param body    whether it reads one; where nobody does, one is refused
/// @param grows   whether its answers are as large as what is asked for, and not of a size that the worker settles
/// @param about   what it is for, in a few words; `/help` lists them
public record Route(
        String method, String path, Access access, boolean body, boolean grows, String about, Handler handler) {
    public Route {
        var _ = new PathPattern(path);
    }

    /// For readers, as all that is not said to be for others.
    public static Route get(String path, String about, Handler handler) {
        return new Route("GET", path, Access.READERS, /* body= */ false, /* grows= */ false, about, handler);
    }

    public static Route post(String path, String about, Handler handler) {
        return new Route("POST", path, Access.READERS, /* body= */ false, /* grows= */ false, about, handler);
    }

    public static Route postWithBody(String path, String about, Handler handler) {
        return new Route("POST", path, Access.READERS, /* body= */ true, /* grows= */ false, about, handler);
    }

    /// The same for whoever reaches the server, as what tells nothing and changes nothing.
    public Route forEverybody() {
        return new Route(method, path, Access.EVERYBODY, body, grows, about, handler);
    }

    /// The same for administrators; it does not exist where there are none.
    public Route forAdmins() {
        return new Route(method, path, Access.ADMINS, body, grows, about, handler);
    }

    /// The same for answers that are as large as what is asked for.
    public Route growing() {
        return new Route(method, path, access, body, /* grows= */ true, about, handler);
    }

    /// The same with another way to answer.
    public Route answeredBy(Handler other) {
        return new Route(method, path, access, body, grows, about, other);
    }

    /// Answers. **Threading:** any, many at once.
    @FunctionalInterface
    public interface Handler {
        /// What is answered.
        ///
        /// @throws RefusedException  if the client has to ask otherwise
        Reply answer(Request request);
    }
}
