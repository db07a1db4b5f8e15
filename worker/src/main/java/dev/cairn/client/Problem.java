package dev.cairn.client;

/// Why a worker gave no answer.
///
/// @param name      of its kind, which programs go by: `absent`, `pruned`, `bad-parameter`, …
/// @param detail    for people: what was expected, what came, what to do
/// @param document  all of it, as the worker wrote it
public record Problem(int status, String name, String detail, String document) {}
