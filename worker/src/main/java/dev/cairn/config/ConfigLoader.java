package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.cairn.handle.HandleConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Lays command line over environment over file over `reference.conf`, and makes one checked record of it.
public final class ConfigLoader {
    private static final String COMMAND_LINE = "command line";

    private final KnownKeys known = KnownKeys.ofReference();
    private final Problems problems = new Problems();
    private final Function<String, HandleConfig> handlers;

    private ConfigLoader(Function<String, HandleConfig> handlers) {
        this.handlers = handlers;
    }

    /// For a worker. Throws [ConfigRefusedException] with every problem there is.
    public static LoadedConfig load(ConfigInput input) {
        return new ConfigLoader(HandleConfig::ofOneThatIsThere).read(input);
    }

    /// The same for work on files, which runs no handler: who has to mend a database need not have it at hand.
    public static LoadedConfig loadForFiles(ConfigInput input) {
        return new ConfigLoader(HandleConfig::new).read(input);
    }

    private LoadedConfig read(ConfigInput input) {
        String whyMissing = input.file().isPresent()
                ? "it has no default"
                : "it has no default, and no file was named with -c FILE";
        Values values = new Values(given(input), known.reference(), problems, whyMissing);
        WorkerConfig worker = new WorkerKeys(values, handlers).read();
        problems.refuseIfAny();
        return new LoadedConfig(worker, new EffectiveConfig(values.settings()));
    }

    private Config given(ConfigInput input) {
        Config above = commandLine(input.commandLine())
                .withFallback(new EnvironmentLayer(known, problems).of(input.environment()));
        return input.file()
                .map(file -> above.withFallback(new FileLayer(known, problems).of(file)))
                .orElse(above);
    }

    private Config commandLine(Map<String, String> settings) {
        GivenText texts = new GivenText(problems);
        Config layer = ConfigFactory.empty();
        for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
            String key = setting.getKey();
            if (known.isKey(key)) {
                layer = texts.with(layer, key, setting.getValue(), COMMAND_LINE);
            } else {
                texts.unknown(key, "key", known.nearest(key), Optional.of(setting.getValue()), COMMAND_LINE);
            }
        }
        return layer;
    }
}
