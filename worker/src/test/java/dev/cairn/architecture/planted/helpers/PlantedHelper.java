package dev.cairn.architecture.planted.helpers;

record PlantedHelper() {}
