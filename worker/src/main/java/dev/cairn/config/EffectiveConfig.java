package dev.cairn.config;

import java.util.List;
import java.util.stream.Collectors;

/// Every key with its value and where that comes from.
public record EffectiveConfig(List<Setting> settings) {
    public EffectiveConfig {
        settings = List.copyOf(settings);
    }

    /// What somebody chose: the rest can be looked up.
    public List<Setting> chosen() {
        return settings.stream().filter(setting -> !setting.isDefault()).toList();
    }

    /// In the form of a configuration file, with the origins as comments.
    public String text() {
        return settings.stream().map(EffectiveConfig::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Setting setting) {
        String assignment = KnownKeys.path(setting.key()) + " = " + setting.text();
        return "%-52s # %s".formatted(assignment, setting.origin());
    }
}
