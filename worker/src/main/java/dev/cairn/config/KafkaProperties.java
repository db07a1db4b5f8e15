package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.cairn.source.SourceConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Kafka's properties have dots in their names. In a file they may be written with quotes or without, when each dot
/// opens a section; here both become the same flat names, so one layer can override the other.
final class KafkaProperties {
    private static final Set<ConfigValueType> UNQUOTED = Set.of(ConfigValueType.NUMBER, ConfigValueType.BOOLEAN);

    private KafkaProperties() {}

    static Config flattened(Config layer) {
        if (!layer.hasPath(KnownKeys.KAFKA) || !(layer.getValue(KnownKeys.KAFKA) instanceof ConfigObject section)) {
            return layer;
        }
        Map<String, ConfigValue> flat = new LinkedHashMap<>();
        gather(KnownKeys.KAFKA, section, flat);
        Config result = layer.withoutPath(KnownKeys.KAFKA);
        for (Map.Entry<String, ConfigValue> property : flat.entrySet()) {
            result = result.withValue(KnownKeys.path(property.getKey()), property.getValue());
        }
        return result;
    }

    private static void gather(String prefix, ConfigObject section, Map<String, ConfigValue> flat) {
        section.forEach((name, value) -> {
            String key = prefix + "." + name;
            if (value instanceof ConfigObject below) {
                gather(key, below, flat);
            } else {
                flat.put(key, value);
            }
        });
    }

    /// As Kafka wants to have it: text, and lists with commas. Kafka takes no number for text, and a file that has one
    /// may mean something else: of 007 only a 7 would be left.
    ///
    /// @throws IllegalArgumentException  if that is what it is
    static String text(String property, ConfigValue value) {
        if (UNQUOTED.contains(value.valueType()) && SourceConfig.takesText(property)) {
            throw new IllegalArgumentException(property + " is a " + value.valueType());
        }
        return value.unwrapped() instanceof List<?> elements
                ? elements.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value.unwrapped());
    }
}
