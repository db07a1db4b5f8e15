package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Optional;

/// Values from places that know text only: the environment and the command line.
final class GivenText {
    private final Problems problems;

    GivenText(Problems problems) {
        this.problems = problems;
    }

    Config with(Config layer, String key, String text, String origin) {
        return value(key, text, origin)
                .map(value -> layer.withValue(KnownKeys.path(key), value))
                .orElse(layer);
    }

    /// Text is taken as it is: an address or a password needs no quotes. Only a list is read as in a file.
    private Optional<ConfigValue> value(String key, String text, String origin) {
        if (!text.strip().startsWith("[") || KnownKeys.isOfKafka(key)) {
            return Optional.of(ConfigValueFactory.fromAnyRef(text, origin));
        }
        try {
            ConfigValue list = ConfigFactory.parseString("list = " + text).getValue("list");
            return Optional.of(list.withOrigin(ConfigOriginFactory.newSimple(origin)));
        } catch (ConfigException _) {
            problems.add(new ConfigProblem(
                    key,
                    key + " is no list that can be read, as [a, b]",
                    Optional.of(Secrets.hide(key, text)),
                    origin));
            return Optional.empty();
        }
    }

    /// What to say about a name that nothing has.
    void unknown(String name, String whatItIs, Optional<String> meant, Optional<String> text, String origin) {
        problems.add(new ConfigProblem(
                name,
                name + " is no " + whatItIs + "."
                        + meant.map(nearest -> " Did you mean " + nearest + "?")
                                .orElse(" `config reference` lists them all."),
                text.map(given -> Secrets.hide(name, given)),
                origin));
    }
}
