package dev.cairn.client;

import java.util.List;
import java.util.Optional;

/// A part of a list.
///
/// @param cursor  where it goes on; empty if this is the end
public record Page<E>(List<E> items, Optional<String> cursor) {
    public Page {
        items = List.copyOf(items);
    }
}
