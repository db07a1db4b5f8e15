package dev.cairn.client;

import java.util.Optional;

/// An answer as the worker wrote it.
///
/// @param cursor  where the list goes on, if it is one and does
public record JsonText(String text, Optional<String> cursor) {}
