package dev.cairn.config;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Laws that hold for every single key.
class EveryKeyTest {
    private static final Map<String, KeyExample> BY_KEY =
            KeyExample.ALL.stream().collect(toMap(KeyExample::key, Function.identity()));

    @TempDir
    Path directory;

    @Test
    void everyKeyOfTheReferenceHasItsExample() {
        assertThat(KeyExample.ALL.stream().map(KeyExample::key))
                .containsExactlyElementsOf(KnownKeys.ofReference().names());
    }

    @Test
    void everyKeyIsReadAndShown() {
        LoadedConfig standard = ConfigFile.load(ConfigFile.REQUIRED);
        assertThat(standard.effective().settings().stream().map(Setting::key))
                .containsExactlyElementsOf(KnownKeys.ofReference().names());
    }

    @Test
    void eachKeyAloneChangesTheConfigurationInItsOwnWay() {
        WorkerConfig standard = ConfigFile.load(ConfigFile.REQUIRED).worker();
        Map<WorkerConfig, List<String>> keysByOutcome =
                KeyExample.ALL.stream().collect(groupingBy(this::withOtherValue, mapping(KeyExample::key, toList())));
        assertThat(keysByOutcome).doesNotContainKey(standard);
        assertThat(keysByOutcome.values())
                .as("keys that come to the same")
                .allSatisfy(keys -> assertThat(keys).hasSize(1));
    }

    private WorkerConfig withOtherValue(KeyExample example) {
        Map<String, String> required = new HashMap<>(ConfigFile.REQUIRED);
        required.remove(example.key());
        return ConfigFile.in(directory, example.assignment(), whatItNeeds(example.key()))
                .load(Map.of(), required)
                .worker();
    }

    /// Some values make sense only beside another one.
    private static String whatItNeeds(String key) {
        return switch (key) {
            case "pipeline.on-bad-record" -> "dead-letters.topic = aside";
            case "snapshots.repository.kind" -> "snapshots.repository.s3.bucket = bucket";
            case "snapshots.repository.s3.access-key-id" -> "snapshots.repository.s3.secret-access-key = s";
            case "snapshots.repository.s3.secret-access-key" -> "snapshots.repository.s3.access-key-id = i";
            case "http.tls.certificate-file" -> "http.tls.key-file = k";
            case "http.tls.key-file" -> "http.tls.certificate-file = c";
            case "http.tls.clients" -> "http.tls { certificate-file = c, key-file = k, client-ca-file = a }";
            default -> "";
        };
    }

    @Test
    void everyValueIsShownWithItsLine() {
        ConfigFile file = fileOf(KeyExample.ALL.stream().map(KeyExample::assignment));
        List<Setting> settings = file.load().effective().chosen();
        assertThat(settings).hasSameSizeAs(KeyExample.ALL);
        for (int i = 0; i < settings.size(); i++) {
            Setting setting = settings.get(i);
            assertThat(setting.text()).isEqualTo(example(setting.key()).shown());
            assertThat(setting.origin()).isEqualTo(file.path() + ": " + (i + 1));
        }
    }

    @Test
    void whatIsShownCanBeLoadedAgain() {
        LoadedConfig first = fileOf(KeyExample.ALL.stream()
                        .filter(example -> !example.isSecret())
                        .map(KeyExample::assignment))
                .load();
        LoadedConfig second = fileOf(first.effective().text().lines()).load();
        assertThat(second.worker()).isEqualTo(first.worker());
    }

    @Test
    void allBadValuesAreNamedAtOnceAndEachWithItsOwnMessage() {
        ConfigFile file = fileOf(KeyExample.ALL.stream().map(KeyExample::badAssignment));
        List<ConfigProblem> problems =
                catchThrowableOfType(ConfigRefusedException.class, file::load).problems();
        assertThat(problems.stream().map(ConfigProblem::key)).containsExactlyInAnyOrderElementsOf(BY_KEY.keySet());
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.message())
                    .startsWith(problem.key())
                    .contains(example(problem.key()).accepted());
            assertThat(problem.given()).isPresent();
            assertThat(problem.origin()).startsWith(file.path() + ": ");
        });
    }

    @Test
    void everyKeyHasItsVariable() {
        Map<String, String> environment = KeyExample.ALL.stream()
                .collect(toMap(example -> KnownKeys.variable(example.key()), EveryKeyTest::asVariable));
        WorkerConfig fromFile = fileOf(KeyExample.ALL.stream().map(KeyExample::assignment))
                .load()
                .worker();
        assertThat(ConfigFile.in(directory).load(environment, Map.of()).worker())
                .isEqualTo(fromFile);
    }

    private static KeyExample example(String key) {
        return Objects.requireNonNull(BY_KEY.get(key));
    }

    private static String asVariable(KeyExample example) {
        return example.other().startsWith("\"") ? example.other().replace("\"", "") : example.other();
    }

    private ConfigFile fileOf(Stream<String> lines) {
        return ConfigFile.in(directory, lines.toArray(String[]::new));
    }
}
