package dev.cairn.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.cairn.storage.RocksPreset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/// `reference.conf` as a page: its comments are the text.
public final class ReferencePage {
    private static final String HEAD = """
            # Configuration reference

            Written by `./cairn config reference` from `reference.conf`. How configuration works, and examples:
            [configuration.md](../configuration.md). Durations have a unit (`500ms`, `5s`, `10m`, `7d`); sizes have one
            too (`64 KiB`, `256 MiB`, `2 GiB`), or are bytes.

            ## Worker
            """;

    private final StringBuilder page = new StringBuilder(HEAD);
    private final Map<String, String> ofProfile = ProfileDefaults.values(RocksPreset.MEDIUM);

    private ReferencePage() {}

    /// In Markdown.
    public static String text() {
        ReferencePage page = new ReferencePage();
        page.section("", KnownKeys.ofReference().reference().root());
        page.profiles();
        return page.page.toString();
    }

    private void section(String prefix, ConfigObject section) {
        section.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> entry.getValue().origin().lineNumber()))
                .forEach(entry -> entry(prefix + entry.getKey(), entry.getValue()));
    }

    private void entry(String name, ConfigValue value) {
        if (value instanceof ConfigObject below) {
            page.append(name.contains(".") ? "\n### `" + name + "`\n" : "\n## `" + name + "`\n");
            page.append(comment(value));
            section(name + ".", below);
        } else {
            page.append("\n### `").append(name).append("`\n\nDefault: ").append(standard(name, value));
            page.append(". Variable: `")
                    .append(KnownKeys.variable(name))
                    .append("`.\n")
                    .append(comment(value));
        }
    }

    private static String comment(ConfigValue value) {
        return value.origin().comments().stream().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }

    private String standard(String name, ConfigValue value) {
        if (value.valueType() != ConfigValueType.NULL) {
            return "`" + value.unwrapped() + "`";
        }
        return ofProfile.containsKey(name) ? "by [profile](#profiles)" : "none";
    }

    private void profiles() {
        page.append("\n## Profiles\n\n| key | light | medium | heavy |\n|---|---|---|---|\n");
        for (String key : ofProfile.keySet()) {
            page.append(Arrays.stream(RocksPreset.values())
                    .map(profile -> ProfileDefaults.values(profile).get(key))
                    .collect(Collectors.joining(" | ", "| `" + key + "` | ", " |\n")));
        }
    }
}
