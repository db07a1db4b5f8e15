package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The values that were given, over those that hold by default.
///
/// To find all problems at once, nothing is thrown at the first: a value that is refused is noted and forgotten, and
/// its default takes its place, so that what comes after it is looked at too.
final class Values {
    private final Problems problems;
    private final String whyMissing;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private Config given;
    private Config defaults;

    /// @param whyMissing  what to say where a value is missing that has no default
    Values(Config given, Config defaults, Problems problems, String whyMissing) {
        this.given = given;
        this.defaults = defaults;
        this.problems = problems;
        this.whyMissing = whyMissing;
    }

    /// Puts defaults over the others: those that depend on what has been read.
    void layDefaults(Config layer) {
        defaults = layer.withFallback(defaults);
    }

    <T> T read(String key, ValueType<T> type) {
        T value = accepted(key, type)
                .orElseThrow(() -> new IllegalStateException("expected reference.conf to have a value for " + key));
        note(key, type.shown(value));
        return value;
    }

    /// What may be left out, or be null.
    <T> Optional<T> readIfSet(String key, ValueType<T> type) {
        Optional<T> value =
                KnownKeys.find(given, key).filter(Values::isNull).isPresent() ? Optional.empty() : accepted(key, type);
        note(key, value.map(type::shown).orElse("null"));
        return value;
    }

    /// What has no default that could be right.
    ///
    /// @param example  stands in where it is missing, for the sake of the problems that come after it
    <T> T readRequired(String key, ValueType<T> type, T example) {
        return readIfSet(key, type).orElseGet(() -> {
            problems.add(new ConfigProblem(
                    key,
                    key + " is not set, but it has to be, as " + type.shown(example),
                    Optional.empty(),
                    whyMissing));
            return example;
        });
    }

    /// Kafka's properties, by Kafka's names.
    Map<String, String> readKafka() {
        Map<String, String> properties = new TreeMap<>();
        if (given.hasPath(KnownKeys.KAFKA)) {
            for (String name : new TreeMap<>(given.getObject(KnownKeys.KAFKA)).keySet()) {
                readIfSet(KnownKeys.KAFKA + "." + name, ValueType.ofKafka(name))
                        .ifPresent(value -> properties.put(name, value));
            }
        }
        return properties;
    }

    /// Makes a record, whose own checks may refuse values: each line of a message begins with the key it is about. The
    /// first is enough as long as the record can be tried again without that value.
    <R> R build(Supplier<R> record) {
        while (true) {
            try {
                return record.get();
            } catch (IllegalArgumentException e) {
                List<String> told = String.valueOf(e.getMessage()).lines().toList();
                if (!refuse(keyAtStartOf(told.getFirst()), told.getFirst())) {
                    told.forEach(message -> refuse(keyAtStartOf(message), message));
                    throw problems.refused();
                }
            }
        }
    }

    List<Setting> settings() {
        return List.copyOf(settings.values());
    }

    /// Empty if the key is not set by default either.
    private <T> Optional<T> accepted(String key, ValueType<T> type) {
        Optional<ConfigValue> value = KnownKeys.find(given, key);
        if (value.isPresent()) {
            try {
                return Optional.of(type.read(given, KnownKeys.path(key)));
            } catch (ConfigException | IllegalArgumentException | ArithmeticException _) {
                boolean _ =
                        refuse(key, key + " is " + shown(key, value.get()) + ", but it has to be " + type.accepted());
            }
        }
        return KnownKeys.find(defaults, key)
                .filter(standard -> !isNull(standard))
                .map(_ -> type.read(defaults, key));
    }

    private static boolean isNull(ConfigValue value) {
        return value.valueType() == ConfigValueType.NULL;
    }

    private String keyAtStartOf(String message) {
        return settings.keySet().stream()
                .filter(key -> message.startsWith(key + " ") || message.startsWith(key + ":"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "expected a message that begins with the key it is about, but got: " + message));
    }

    /// Notes a problem and forgets the value; false if there is none that was given.
    private boolean refuse(String key, String message) {
        Optional<ConfigValue> value = KnownKeys.find(given, key);
        problems.add(new ConfigProblem(key, message, value.map(v -> shown(key, v)), originOf(key)));
        // A default is wrong only beside other values of its section, which are forgotten then.
        String section = key.substring(0, Math.max(0, key.lastIndexOf('.')));
        String forgotten = value.isPresent() ? KnownKeys.path(key) : section;
        if (forgotten.isEmpty() || !given.hasPathOrNull(forgotten)) {
            return false;
        }
        given = given.withoutPath(forgotten);
        return true;
    }

    private void note(String key, String text) {
        boolean isDefault = KnownKeys.find(given, key).isEmpty();
        settings.put(key, new Setting(key, Secrets.hide(key, text), originOf(key), isDefault));
    }

    private String originOf(String key) {
        return KnownKeys.find(given, key)
                .map(value -> value.origin().description())
                .or(() -> KnownKeys.find(defaults, key).map(Values::originOfDefault))
                .orElse("default");
    }

    /// What stands in the reference is a default; others are computed, and say what from.
    private static String originOfDefault(ConfigValue value) {
        return value.origin().lineNumber() > 0 ? "default" : value.origin().description();
    }

    private static String shown(String key, ConfigValue value) {
        String text = String.valueOf(value.unwrapped());
        boolean readsAsIs = value.valueType() == ConfigValueType.STRING && !text.isBlank();
        return Secrets.hide(key, readsAsIs ? text : value.render(ConfigRenderOptions.concise()));
    }
}
