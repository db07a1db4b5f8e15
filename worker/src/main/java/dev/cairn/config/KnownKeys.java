package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.cairn.spelling.Spelling;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The keys that there are: those of `reference.conf`, and below `source.kafka` whatever Kafka knows.
final class KnownKeys {
    /// The section whose keys are Kafka's. Their names have dots, so in a path they are quoted.
    static final String KAFKA = "source.kafka";

    static final String VARIABLES = "CAIRN_";

    private final Config reference;
    private final Map<String, ConfigValue> byName = new LinkedHashMap<>();

    private KnownKeys(Config reference) {
        this.reference = reference;
        gather("", reference.root());
    }

    /// Of this file and no other: libraries have a `reference.conf` too, whose keys would be known then.
    static KnownKeys ofReference() {
        URL file = Objects.requireNonNull(
                KnownKeys.class.getResource("/reference.conf"), "reference.conf is missing on the class path");
        return new KnownKeys(ConfigFactory.parseURL(file));
    }

    private void gather(String prefix, ConfigObject section) {
        section.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> entry.getValue().origin().lineNumber()))
                .forEach(entry -> {
                    String name = prefix + entry.getKey();
                    if (!(entry.getValue() instanceof ConfigObject below)) {
                        byName.put(name, entry.getValue());
                    } else if (!name.equals(KAFKA)) {
                        gather(name + ".", below);
                    }
                });
    }

    Config reference() {
        return reference;
    }

    /// In the order of the file.
    Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    boolean isKey(String name) {
        return byName.containsKey(name) || isOfKafka(name);
    }

    boolean isSection(String name) {
        return reference.hasPath(name) && reference.getValue(name) instanceof ConfigObject;
    }

    static boolean isOfKafka(String name) {
        return name.startsWith(KAFKA + ".");
    }

    /// The key in a form that can be looked up.
    static String path(String key) {
        return isOfKafka(key) ? KAFKA + "." + ConfigUtil.quoteString(key.substring(KAFKA.length() + 1)) : key;
    }

    /// What a layer has for a key. A null that somebody wrote is something too.
    static Optional<ConfigValue> find(Config layer, String key) {
        ConfigValue found = layer.root();
        for (String element : ConfigUtil.splitPath(path(key))) {
            if (!(found instanceof ConfigObject section) || !section.containsKey(element)) {
                return Optional.empty();
            }
            found = section.get(element);
        }
        return Optional.of(found);
    }

    static String variable(String key) {
        return VARIABLES + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /// The key that an environment variable stands for.
    Optional<String> ofVariable(String variable) {
        String ofKafka = variable(KAFKA) + "_";
        if (variable.startsWith(ofKafka) && variable.length() > ofKafka.length()) {
            String property = variable.substring(ofKafka.length());
            return Optional.of(KAFKA + "." + property.toLowerCase(Locale.ROOT).replace('_', '.'));
        }
        return names().stream().filter(key -> variable(key).equals(variable)).findFirst();
    }

    /// What may have been meant: the key or section most like it, or the one key that ends alike, for a section left
    /// out.
    Optional<String> nearest(String name) {
        String last = "." + name.substring(name.lastIndexOf('.') + 1);
        List<String> endingAlike =
                names().stream().filter(key -> key.endsWith(last)).toList();
        return Spelling.nearest(name, namesAndSections())
                .or(() -> endingAlike.size() == 1 ? Optional.of(endingAlike.getFirst()) : Optional.empty());
    }

    private Set<String> namesAndSections() {
        Set<String> all = new TreeSet<>();
        for (String name : names()) {
            for (int end = name.length(); end >= 0; end = name.lastIndexOf('.', end - 1)) {
                all.add(name.substring(0, end));
            }
        }
        return all;
    }
}
