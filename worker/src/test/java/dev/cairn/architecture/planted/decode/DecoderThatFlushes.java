package dev.cairn.architecture.planted.decode;

import dev.cairn.architecture.planted.flush.PlantedFlusher;

record DecoderThatFlushes(PlantedFlusher flusher) {}
