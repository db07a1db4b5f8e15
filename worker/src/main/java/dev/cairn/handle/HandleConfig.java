package dev.cairn.handle;

/// What transactions do to the state.
///
/// @param handler  name of the handler: `writes` applies the writes that events carry, `ledger` runs the token
///                 ledger's instructions; a handler of one's own has the name that it gives itself. A database belongs
///                 to the handler that it was made with
public record HandleConfig(String handler) {
    public HandleConfig {
        // So a name that nobody answers to is found with all other mistakes of a configuration, before anything runs.
        var _ = Handlers.named(handler);
    }
}
