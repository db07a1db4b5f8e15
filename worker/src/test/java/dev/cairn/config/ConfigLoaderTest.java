package dev.cairn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.ConfigFactory;
import dev.cairn.assemble.AssembleConfig;
import dev.cairn.decode.DecodeConfig;
import dev.cairn.flush.FlushConfig;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.Token;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.pipeline.PipelineConfig;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.StorageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static final String DIRECTORY = "data-directory = /d";
    private static final String BROKERS = "source.bootstrap-servers = \"kafka:9092\"";

    @TempDir
    Path directory;

    // ── defaults ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void defaultsOfTheReferenceAreTheStandardsOfTheStages() {
        WorkerConfig worker = ConfigFile.load(ConfigFile.REQUIRED).worker();
        assertThat(worker.shards()).containsExactly(0);
        assertThat(worker.decode()).isEqualTo(DecodeConfig.standard());
        assertThat(worker.assemble()).isEqualTo(AssembleConfig.standard());
        assertThat(worker.mvcc()).isEqualTo(MvccConfig.standard());
        assertThat(worker.flush()).isEqualTo(FlushConfig.standard());
        assertThat(worker.pipeline()).isEqualTo(PipelineConfig.standard());
        assertThat(worker.http()).isEqualTo(HttpConfig.standard());
        assertThat(worker.databases().settings()).isEqualTo(RocksPreset.MEDIUM.settings());
    }

    @ParameterizedTest
    @EnumSource(RocksPreset.class)
    void aProfileGivesItsPreset(RocksPreset preset) {
        LoadedConfig loaded = ConfigFile.in(directory, DIRECTORY, BROKERS, "profile = " + preset)
                .load();
        assertThat(loaded.worker().databases().settings()).isEqualTo(preset.settings());
        assertThat(setting(loaded, "storage.rocksdb.budget").origin())
                .isEqualTo("profile " + HoconText.constant(preset));
    }

    @Test
    void oneValueOfAProfileCanBeReplaced() {
        LoadedConfig loaded = ConfigFile.in(
                        directory, DIRECTORY, BROKERS, "profile = heavy", "storage.rocksdb.block-size = 8 KiB")
                .load();
        assertThat(loaded.worker().databases().settings().files().blockBytes()).isEqualTo(8 << 10);
        assertThat(loaded.worker().databases().settings().memory())
                .isEqualTo(RocksPreset.HEAVY.settings().memory());
    }

    @Test
    void shardsThatShareDisksDoNotShareFolders() {
        DatabasesConfig databases = ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "storage.rocksdb { tiers = [{ directory = /fast, bytes-max = 1 GiB }], cold-directory = /slow }")
                .load()
                .worker()
                .databases();
        assertThat(databases.ofShard(4)).isInstanceOfSatisfying(StorageConfig.Rocks.class, rocks -> {
            assertThat(rocks.directory()).isEqualTo(Path.of("/d/shard-4"));
            assertThat(rocks.settings().places().tiers().getFirst().directory()).isEqualTo(Path.of("/fast/shard-4"));
            assertThat(rocks.settings().places().coldDirectory()).contains(Path.of("/slow/shard-4"));
        });
    }

    @Test
    void aStorageInMemoryNeedsNoPlace() {
        DatabasesConfig databases = ConfigFile.in(directory, DIRECTORY, BROKERS, "storage.kind = memory")
                .load()
                .worker()
                .databases();
        assertThat(databases.ofShard(0)).isEqualTo(new StorageConfig.Memory());
    }

    // ── who wins ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void commandLineWinsOverEnvironmentOverFileOverReference() {
        ConfigFile file = ConfigFile.in(
                directory, DIRECTORY, BROKERS, "flush { blocks = 1, interval = 1s }", "mvcc.version-ttl = 1m");
        LoadedConfig loaded =
                file.load(Map.of("CAIRN_FLUSH_BLOCKS", "2", "CAIRN_FLUSH_INTERVAL", "2s"), Map.of("flush.blocks", "3"));
        assertThat(setting(loaded, "flush.blocks")).isEqualTo(new Setting("flush.blocks", "3", "command line", false));
        assertThat(setting(loaded, "flush.interval"))
                .isEqualTo(new Setting("flush.interval", "2s", "environment variable CAIRN_FLUSH_INTERVAL", false));
        assertThat(setting(loaded, "mvcc.version-ttl"))
                .isEqualTo(new Setting("mvcc.version-ttl", "1m", file.path() + ": 4", false));
        assertThat(setting(loaded, "http.port")).isEqualTo(new Setting("http.port", "9091", "default", true));
    }

    @Test
    void filesIncludeOthersAndReferToWhatStandsElsewhere() throws IOException {
        Files.writeString(directory.resolve("common.conf"), "flush.blocks = 7\nsource.group-id = shared\n");
        WorkerConfig worker = ConfigFile.in(
                        directory,
                        "include \"common.conf\"",
                        DIRECTORY,
                        BROKERS,
                        "mvcc.keep-recent-versions = ${flush.blocks}",
                        "source.group-id = ${?NO_SUCH_VARIABLE}",
                        "source.blocks-topic = ${source.group-id}-blocks")
                .load()
                .worker();
        assertThat(worker.mvcc().keepRecentVersions()).isEqualTo(7);
        assertThat(worker.source().groupId()).isEqualTo("shared");
        assertThat(worker.source().blocksTopic()).isEqualTo("shared-blocks");
    }

    @Test
    void variablesAndOptionsTakeListsWithAndWithoutBrackets() {
        assertThat(shards(Map.of("CAIRN_SHARDS", "[1, 2]"), Map.of())).containsExactly(1, 2);
        assertThat(shards(Map.of("CAIRN_SHARDS", "3, 4"), Map.of())).containsExactly(3, 4);
        assertThat(shards(Map.of(), Map.of("shards", "5"))).containsExactly(5);
    }

    private List<Integer> shards(Map<String, String> environment, Map<String, String> commandLine) {
        return ConfigFile.in(directory, DIRECTORY, BROKERS)
                .load(environment, commandLine)
                .worker()
                .shards();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sasl.jaas.config", "ssl.key.password", "client.id", "metric.reporters", "sasl.login.class"})
    void aNumberWhereKafkaTakesTextIsRefused(String property) {
        for (String value : List.of("5", "007", "1.50", "true")) {
            assertThat(problems(
                            ConfigFile.in(directory, DIRECTORY, BROKERS, "source.kafka." + property + " = " + value)))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.text())
                            .contains("source.kafka." + property + " is ")
                            .contains("but it has to be text, in quotes"));
        }
    }

    @Test
    void kafkasPropertiesAreTheSameHoweverTheyAreWritten() {
        LoadedConfig loaded = ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "source.kafka { sasl.mechanism = PLAIN, \"security.protocol\" = SASL_SSL, fetch.min.bytes = 7 }",
                        "source.kafka.metric.reporters = [a.B, c.D]")
                .load(
                        Map.of("CAIRN_SOURCE_KAFKA_SASL_MECHANISM", "SCRAM-SHA-256"),
                        Map.of("source.kafka.client.rack", "r:1", "source.kafka.security.protocol", "SASL_PLAINTEXT"));
        assertThat(loaded.worker().source().client())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "sasl.mechanism", "SCRAM-SHA-256",
                        "security.protocol", "SASL_PLAINTEXT",
                        "fetch.min.bytes", "7",
                        "metric.reporters", "a.B,c.D",
                        "client.rack", "r:1"));
        assertThat(setting(loaded, "source.kafka.sasl.mechanism").origin())
                .isEqualTo("environment variable CAIRN_SOURCE_KAFKA_SASL_MECHANISM");
        assertThat(loaded.effective().text()).contains("source.kafka.\"client.rack\" = \"r:1\"");
    }

    @Test
    void textFromVariablesAndOptionsNeedsNoQuotes() {
        WorkerConfig worker = ConfigLoader.load(new ConfigInput(
                        Optional.empty(),
                        Map.of(
                                "CAIRN_SOURCE_BOOTSTRAP_SERVERS",
                                "a:1,b:2",
                                "CAIRN_SOURCE_KAFKA_SASL_JAAS_CONFIG",
                                "[a] b=\"c\";"),
                        Map.of("data-directory", "/a b/{c}")))
                .worker();
        assertThat(worker.source().bootstrapServers()).isEqualTo("a:1,b:2");
        assertThat(worker.source().client()).containsEntry("sasl.jaas.config", "[a] b=\"c\";");
        assertThat(worker.databases().directory()).isEqualTo(Path.of("/a b/{c}"));
    }

    // ── what is wrong ────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void whatHasNoDefaultHasToBeSet() {
        assertThat(problems(ConfigFile.in(directory)))
                .extracting(ConfigProblem::message)
                .containsExactly(
                        "data-directory is not set, but it has to be, as \"/var/lib/cairn\"",
                        "source.bootstrap-servers is not set, but it has to be, as \"localhost:9092\"");
    }

    @Test
    void unknownKeysAreErrorsWithTheNearestName() {
        ConfigFile file = ConfigFile.in(
                directory,
                DIRECTORY,
                BROKERS,
                "flush.intervall = 5s",
                "interval = 5s",
                "\"flush.blocks\" = 5",
                "flussh { blocks = 1 }",
                "quite-something-else = 1",
                "storage.rocksdb.compresion.bottom = lz4");
        assertThat(problems(file))
                .extracting(ConfigProblem::message)
                .containsExactlyInAnyOrder(
                        "flush.intervall is no key. Did you mean flush.interval?",
                        "interval is no key. Did you mean flush.interval?",
                        "\"flush.blocks\" is no key. Did you mean flush.blocks?",
                        "flussh is no key. Did you mean flush?",
                        "quite-something-else is no key. `config reference` lists them all.",
                        "storage.rocksdb.compresion is no key. Did you mean storage.rocksdb.compression?");
        assertThat(problems(file).getFirst().origin()).startsWith(file.path() + ": ");
    }

    @Test
    void unknownVariablesAreErrorsButThoseOfOthersAreNot() {
        Map<String, String> environment = Map.of(
                "CAIRN_FLUSH_BLOKS", "secret?",
                "CAIRN_LOG_LEVEL", "loud",
                "CAIRN_LOG_FORMAT", "JSON",
                "CAIRN_JAVA_OPTS", "-Xmx2g",
                "CAIRN_SERVICE_HOST", "10.0.0.1",
                "CAIRN_PORT_9091_TCP_ADDR", "10.0.0.1",
                "HOME", "/root");
        assertThat(problems(() -> ConfigFile.in(directory, DIRECTORY, BROKERS).load(environment, Map.of())))
                .extracting(ConfigProblem::text)
                .containsExactlyInAnyOrder(
                        "CAIRN_FLUSH_BLOKS is no variable of Cairn's. Did you mean CAIRN_FLUSH_BLOCKS?\n"
                                + "    given: something, which is not shown since it may be a secret (environment)",
                        "CAIRN_LOG_LEVEL is loud, but it has to be one of trace, debug, info, warn, error\n"
                                + "    given: loud (environment)");
    }

    @Test
    void unknownOptionsAreErrors() {
        assertThat(problems(
                        () -> ConfigFile.in(directory, DIRECTORY, BROKERS).load(Map.of(), Map.of("flush.blok", "1"))))
                .containsExactly(new ConfigProblem(
                        "flush.blok",
                        "flush.blok is no key. Did you mean flush.blocks?",
                        Optional.of("1"),
                        "command line"));
    }

    @Test
    void aSectionWhereAValueBelongsAndTheOtherWayRoundIsNamed() {
        assertThat(problems(ConfigFile.in(directory, DIRECTORY, BROKERS, "flush = 5", "mvcc.version-ttl { a = 1 }")))
                .extracting(ConfigProblem::message)
                .containsExactlyInAnyOrder(
                        "flush is a section: it has to be flush { … }",
                        "mvcc.version-ttl is {\"a\":1}, but it has to be a duration with its unit, as 500ms, 5s or 10m");
    }

    @Test
    void nullTakesAwayWhatMayBeLeftOutAndNothingElse() {
        assertThat(ConfigFile.in(directory, DIRECTORY, BROKERS, "dead-letters.topic = null")
                        .load()
                        .worker()
                        .deadLetters())
                .isEmpty();
        assertThat(problems(ConfigFile.in(directory, DIRECTORY, BROKERS, "flush.blocks = null")))
                .extracting(ConfigProblem::message)
                .containsExactly("flush.blocks is null, but it has to be a whole number, as 100");
    }

    @Test
    void valuesThatDoNotFitTogetherAreNamedWithTheOneToChange() {
        assertThat(problems(ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "storage.rocksdb.budget = 100 MiB",
                        "pipeline.on-bad-record = dead-letter",
                        "flush.blocks = 0")))
                .extracting(ConfigProblem::key, ConfigProblem::origin)
                .containsExactlyInAnyOrder(
                        tuple("flush.blocks", directory.resolve("my.conf") + ": 5"),
                        tuple("storage.rocksdb.memtable-bytes-max", "profile medium"),
                        tuple("dead-letters.topic", "default"));
        assertThat(problems(ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "source.transactions-topic = blocks",
                        "decode.transactions-format = json")))
                .extracting(ConfigProblem::key)
                .containsExactly("decode.transactions-format");
    }

    @Test
    void whatIsWrongBetweenSectionsIsNamedBesideEverythingElse() {
        assertThat(problems(ConfigFile.in(
                        directory,
                        DIRECTORY,
                        "shards = [1, 1]",
                        "flush.blocks = 0",
                        "pipeline { on-bad-record = dead-letter, retry-after = 0s }",
                        "source.transactions-topic = blocks",
                        "decode.transactions-format = json")))
                .extracting(ConfigProblem::key)
                .containsExactlyInAnyOrder(
                        "source.bootstrap-servers",
                        "flush.blocks",
                        "pipeline.retry-after",
                        "shards",
                        "decode.transactions-format",
                        "dead-letters.topic");
    }

    @Test
    void sizesAreShownInTheUnitThatTheyWereGivenIn() {
        LoadedConfig loaded = ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "storage.rocksdb.budget = 40 GB",
                        "mvcc.cache-bytes-max = 5 MB",
                        "flush.buffered-bytes-max = 3 MiB")
                .load();
        assertThat(setting(loaded, "storage.rocksdb.budget").text()).isEqualTo("40 GB");
        assertThat(setting(loaded, "mvcc.cache-bytes-max").text()).isEqualTo("5 MB");
        assertThat(setting(loaded, "flush.buffered-bytes-max").text()).isEqualTo("3 MiB");
    }

    @Test
    void largerValuesThatFitTogetherAreAccepted() {
        assertThat(ConfigFile.in(
                                directory,
                                DIRECTORY,
                                BROKERS,
                                "storage.rocksdb { budget = 4 GiB, memtable-bytes-max = 3 GiB, write-buffer-size = 1 GiB }")
                        .load()
                        .worker()
                        .databases()
                        .settings()
                        .memory()
                        .budgetBytes())
                .isEqualTo(4L << 30);
    }

    @Test
    void aFileThatCannotBeReadIsOneProblemAndNotAHundred() {
        assertThat(problems(new ConfigFile(directory.resolve("none.conf"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .contains("file cannot be read: ", "none.conf (No such file")
                        .contains("given: " + directory.resolve("none.conf"))
                        .doesNotContain("java."));
        assertThat(problems(ConfigFile.in(directory, DIRECTORY, "flush { blocks = [ }")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("my.conf: 2"));
        assertThat(problems(ConfigFile.in(directory, DIRECTORY, "flush.blocks = ${NO_SUCH_VARIABLE}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("my.conf: 2", "NO_SUCH_VARIABLE", "nor the environment such a variable"));
    }

    // ── secrets ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void secretsAreShownNowhere() {
        String secret = "hunter2";
        LoadedConfig loaded = ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "source.kafka { ssl.key.password = %1$s, sasl.jaas.config = %1$s, ssl.keystore.key = %1$s }"
                                .formatted(secret))
                .load(Map.of("CAIRN_SOURCE_KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET", secret), Map.of());
        assertThat(loaded.worker().source().client()).hasSize(4).containsValue(secret);
        assertThat(loaded.effective().text()).doesNotContain(secret).contains("\"ssl.key.password\" = \"<hidden>\"");
        assertThat(problems(ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "source.password = " + secret,
                        "flush.jaas { secret = " + secret + " }")))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.text()).doesNotContain(secret));
    }

    @Test
    void tokensAreShownNowhereButWhereTheyLieIs() {
        String secret = "hunter2-hunter2-hunter2";
        LoadedConfig loaded = ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "http.tokens { read = [\"" + secret + "\"], read-file = /etc/cairn/tokens }")
                .load();
        assertThat(loaded.effective().text())
                .doesNotContain(secret)
                .contains("http.tokens.read = \"<hidden>\"", "http.tokens.admin = []")
                .contains("http.tokens.read-file = \"/etc/cairn/tokens\"");
        assertThat(loaded.worker().toString()).doesNotContain(secret);
        assertThat(problems(() -> ConfigFile.in(directory, DIRECTORY, BROKERS)
                        .load(Map.of("CAIRN_HTTP_TOKENS_READ", "[\"" + secret), Map.of())))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .contains("is no list that can be read")
                        .doesNotContain(secret));
        assertThat(problems(ConfigFile.in(
                        directory,
                        DIRECTORY,
                        BROKERS,
                        "http.tokens { read = \"hunter2\", admin = [\"hunter2 hunter2 hunter2\"], reed = hunter2 }")))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.text()).doesNotContain("hunter2"));
    }

    @Test
    void aTokenThatLooksLikeANumberIsTakenAsItWasWritten() {
        String token = "5e77777777777777";
        assertThat(List.of(token, "[" + token + "]", "\"" + token + "\""))
                .allSatisfy(
                        text -> assertThat(ConfigFile.in(directory, DIRECTORY, BROKERS, "http.tokens.read = " + text)
                                        .load()
                                        .worker()
                                        .http()
                                        .tokens()
                                        .read())
                                .containsExactly(Token.of(token)));
    }

    @Test
    void theWholeIsAConfigurationFileWithOriginsAsComments() {
        String text = ConfigFile.load(ConfigFile.REQUIRED).effective().text();
        assertThat(text).contains("flush.blocks = 100").contains("# default").contains("# profile medium");
        assertThat(ConfigFactory.parseString(text).getInt("flush.blocks")).isEqualTo(100);
    }

    private static Setting setting(LoadedConfig loaded, String key) {
        return loaded.effective().settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<ConfigProblem> problems(ConfigFile file) {
        return problems(file::load);
    }

    private static List<ConfigProblem> problems(Runnable load) {
        ConfigRefusedException[] refused = new ConfigRefusedException[1];
        assertThatExceptionOfType(ConfigRefusedException.class)
                .isThrownBy(load::run)
                .satisfies(e -> refused[0] = e);
        return refused[0].problems();
    }
}
