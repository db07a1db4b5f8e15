package dev.cairn.client;

import java.util.Optional;

/// An answer as the worker wrote it.
///
/// @param cursor   where the list goes on, if it is one and does
/// @param isEmpty  whether it is a list, and has nothing
public record JsonText(String text, Optional<String> cursor, boolean isEmpty) {}
