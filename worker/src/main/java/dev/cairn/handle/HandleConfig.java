package dev.cairn.handle;

/// What transactions do to the state.
///
/// @param handler  name of the handler: `writes` applies the writes that events carry
public record HandleConfig(String handler) {
    public HandleConfig {
        if (handler.isBlank()) {
            throw new IllegalArgumentException("handle.handler is empty, but it has to name a handler, as writes");
        }
    }
}
