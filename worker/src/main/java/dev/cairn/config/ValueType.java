package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.cairn.storage.StorageTier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a value is read, and how it is written again.
///
/// @param accepted  to go on after "it has to be"
/// @param reader    throws if there is something else at the path
/// @param text      the value as a file would have it
record ValueType<T>(String accepted, BiFunction<Config, String, T> reader, Function<T, String> text) {
    static final ValueType<String> TEXT = new ValueType<>("text", Config::getString, HoconText::string);

    static final ValueType<Path> PATH = new ValueType<>(
            "a path", (config, path) -> pathOf(config.getString(path)), path -> HoconText.string(path.toString()));

    static final ValueType<URI> ADDRESS = new ValueType<>(
            "an address, as https://minio.example:9000",
            (config, path) -> URI.create(config.getString(path)),
            address -> HoconText.string(address.toString()));

    static final ValueType<Boolean> SWITCH = new ValueType<>("true or false", Config::getBoolean, String::valueOf);

    // Config's own reading would cut 1.5 down to 1.
    static final ValueType<Integer> NUMBER = new ValueType<>(
            "a whole number, as 100", (config, path) -> Integer.valueOf(config.getString(path)), String::valueOf);

    static final ValueType<Duration> DURATION =
            new ValueType<>("a duration with its unit, as 500ms, 5s or 10m", ValueType::duration, HoconText::duration);

    static final ValueType<Long> SIZE = new ValueType<>(
            "a size, as 64 KiB, 256 MiB or 2 GiB",
            (config, path) -> config.getMemorySize(path).toBytes(),
            HoconText::size);

    static final ValueType<Integer> SMALL_SIZE = new ValueType<>(
            "a size below 2 GiB, as 16 KiB",
            (config, path) -> Math.toIntExact(SIZE.read(config, path)),
            size -> HoconText.size(size));

    static final ValueType<StorageTier> TIER =
            new ValueType<>("{ directory = …, bytes-max = … }", ValueType::tier, ValueType::tierText);

    /// Of one of Kafka's properties, by Kafka's name.
    static ValueType<String> ofKafka(String property) {
        return new ValueType<>(
                "text, in quotes",
                (config, path) -> KafkaProperties.text(property, config.getValue(path)),
                HoconText::string);
    }

    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return new ValueType<>(
                constants.stream().map(HoconText::constant).collect(Collectors.joining(", ", "one of ", "")),
                (config, path) -> constants.stream()
                        .filter(constant -> HoconText.constant(constant).equalsIgnoreCase(config.getString(path)))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                HoconText::constant);
    }

    /// In brackets, or as text with commas, as a variable or option has it.
    static <E> ValueType<List<E>> listOf(ValueType<E> element) {
        return new ValueType<>(
                "a list of which each is " + element.accepted(),
                (config, path) -> elements(config, path)
                        .map(value -> element.read(value.atKey("element"), "element"))
                        .toList(),
                list -> list.stream().map(element.text()).collect(Collectors.joining(", ", "[", "]")));
    }

    T read(Config config, String path) {
        return reader.apply(config, path);
    }

    String shown(T value) {
        return text.apply(value);
    }

    /// Text is taken as it was written: a token such as 5e12 that was read as a number would become another one.
    private static Stream<ConfigValue> elements(Config config, String path) {
        return config.getValue(path) instanceof List<?> list
                ? list.stream().map(ConfigValueFactory::fromAnyRef)
                : Stream.of(config.getString(path).split(",", -1))
                        .map(String::strip)
                        .map(ConfigValueFactory::fromAnyRef);
    }

    /// A number alone would be milliseconds, which nobody expects of `interval = 5`.
    private static Duration duration(Config config, String path) {
        String text = config.getString(path).strip();
        if (!text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1))) {
            throw new IllegalArgumentException(text);
        }
        return config.getDuration(path);
    }

    private static Path pathOf(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException();
        }
        return Path.of(text);
    }

    private static StorageTier tier(Config config, String path) {
        Config tier = config.getConfig(path);
        if (!tier.root().keySet().equals(Set.of("directory", "bytes-max"))) {
            throw new IllegalArgumentException();
        }
        return new StorageTier(PATH.read(tier, "directory"), SIZE.read(tier, "bytes-max"));
    }

    private static String tierText(StorageTier tier) {
        return "{ directory = " + PATH.shown(tier.directory()) + ", bytes-max = " + SIZE.shown(tier.bytesMax()) + " }";
    }
}
