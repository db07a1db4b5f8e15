package dev.cairn.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where configuration comes from, the strongest last.
///
/// @param file         HOCON
/// @param environment  all variables of the process
/// @param commandLine  key → value
public record ConfigInput(Optional<Path> file, Map<String, String> environment, Map<String, String> commandLine) {}
