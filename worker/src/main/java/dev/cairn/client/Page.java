package dev.cairn.client;

import java.util.List;
import java.util.Optional;

/// A part of a list. One that goes on may be empty all the same: the worker had so much to pass over that it gave
/// way to others, and the next page begins where it came to.
///
/// @param cursor  where it goes on; empty if this is the end
public record Page<E>(List<E> items, Optional<String> cursor) {
    public Page {
        items = List.copyOf(items);
    }
}
