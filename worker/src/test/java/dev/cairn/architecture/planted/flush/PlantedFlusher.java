package dev.cairn.architecture.planted.flush;

public record PlantedFlusher() {}
