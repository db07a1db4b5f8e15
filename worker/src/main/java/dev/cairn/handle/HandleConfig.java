package dev.cairn.handle;

/// What transactions do to the state.
///
/// @param handler  name of the handler: `writes` applies the writes that events carry, `ledger` runs the token
///                 ledger's instructions; a handler of one's own has the name that it gives itself. A database belongs
///                 to the handler that it was made with
public record HandleConfig(String handler) {
    /// For who is going to run it: a name that nobody answers to is found with all other mistakes of a
    /// configuration, before anything runs. Who only works on files needs no handler, which may then not be
    /// on the class path.
    ///
    /// @throws IllegalArgumentException  if there is none of that name, or more than one
    public static HandleConfig ofOneThatIsThere(String handler) {
        var _ = Handlers.named(handler);
        return new HandleConfig(handler);
    }
}
