package dev.cairn.config;

/// A configuration that can be used, and what it came from.
public record LoadedConfig(WorkerConfig worker, EffectiveConfig effective) {}
