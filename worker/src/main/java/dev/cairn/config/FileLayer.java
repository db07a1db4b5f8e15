package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the file says, without the keys that nothing has.
final class FileLayer {
    private final KnownKeys known;
    private final Problems problems;

    FileLayer(KnownKeys known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    /// References in the file reach its own keys, those of files it includes, and environment variables.
    Config of(Path file) {
        try {
            Config parsed = ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
            return KafkaProperties.flattened(withoutUnknown(parsed.resolve()));
        } catch (ConfigException.UnresolvedSubstitution e) {
            throw unreadable(
                    file,
                    e.getMessage() + ". Neither does the file have such a key, nor the environment such a variable");
        } catch (ConfigException.Parse e) {
            throw unreadable(file, e.getMessage());
        } catch (ConfigException.IO e) {
            throw unreadable(file, e.getCause() instanceof IOException cause ? cause.getMessage() : e.getMessage());
        }
    }

    /// What the file would have said is missing everywhere; to say so key by key would bury the cause.
    private ConfigRefusedException unreadable(Path file, @Nullable String why) {
        problems.add(new ConfigProblem(
                file.toString(),
                "the configuration file cannot be read: " + why,
                Optional.of(file.toString()),
                "nothing else in it was looked at"));
        return problems.refused();
    }

    private Config withoutUnknown(Config layer) {
        return withoutUnknown("", layer.root(), layer);
    }

    private Config withoutUnknown(String prefix, ConfigObject section, Config layer) {
        Config left = layer;
        for (var entry : section.entrySet()) {
            // Quoted where it has dots of its own, so that "flush.blocks" is not taken for flush.blocks.
            String name = prefix + ConfigUtil.joinPath(entry.getKey());
            ConfigValue value = entry.getValue();
            if (known.isSection(name)) {
                if (!(value instanceof ConfigObject below)) {
                    problems.add(problem(name, name + " is a section: it has to be " + name + " { … }", value));
                    left = left.withoutPath(name);
                } else if (!name.equals(KnownKeys.KAFKA)) {
                    left = withoutUnknown(name + ".", below, left);
                }
            } else if (!known.isKey(name)) {
                new GivenText(problems)
                        .unknown(
                                name,
                                "key",
                                nearest(name),
                                Optional.of(shown(value)),
                                value.origin().description());
                left = left.withoutPath(name);
            }
        }
        return left;
    }

    private Optional<String> nearest(String name) {
        return known.nearest(name.replace("\"", ""));
    }

    private static ConfigProblem problem(String name, String message, ConfigValue value) {
        return new ConfigProblem(
                name,
                message,
                Optional.of(Secrets.hide(name, shown(value))),
                value.origin().description());
    }

    private static String shown(ConfigValue value) {
        return value instanceof ConfigObject ? "{ … }" : value.render(ConfigRenderOptions.concise());
    }
}
