package dev.cairn.cli;

import dev.cairn.client.BlockName;
import dev.cairn.client.HeightName;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/// Reads what is typed into what it stands for, and says what it has to be.
final class OptionTypes {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern WAIT = Pattern.compile("([0-9]{1,9})(ms|s)");

    private static final String BETWEEN = "..";

    private OptionTypes() {}

    static void register(CommandLine commands) {
        commands.registerConverter(HeightName.class, checked(HeightName::new));
        commands.registerConverter(BlockName.class, checked(BlockName::new));
        commands.registerConverter(KeyRange.class, checked(OptionTypes::range));
        commands.registerConverter(BlockHeight.class, checked(OptionTypes::height));
        commands.registerConverter(Instant.class, checked(OptionTypes::time));
        commands.registerConverter(Duration.class, checked(OptionTypes::duration));
    }

    /// What picocli says itself of a converter that fails is hard to understand.
    private static <T> CommandLine.ITypeConverter<T> checked(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        };
    }

    private static BlockHeight height(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a height, from 0 on, but got '" + text + "'");
        }
        return new BlockHeight(Long.parseLong(text));
    }

    private static Instant time(String text) {
        try {
            return NUMBER.matcher(text).matches() ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a time as 2026-01-31T12:00:00Z, or milliseconds since 1970, but got '" + text + "'", e);
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = WAIT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a duration as 500ms or 5s, but got '" + text + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    private static KeyRange range(String text) {
        int between = text.indexOf(BETWEEN);
        try {
            if (between < 0) {
                throw new IllegalArgumentException("without " + BETWEEN);
            }
            String to = text.substring(between + BETWEEN.length());
            KeyRange range = new KeyRange(
                    Bytes.ofHex(text.substring(0, between)),
                    to.isEmpty() ? Optional.empty() : Optional.of(Bytes.ofHex(to)));
            if (range.isEmpty()) {
                throw new IllegalArgumentException("no key is between them");
            }
            return range;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected two keys in hexadecimal digits, the lower one first, as 6100..62 (either may be left out),"
                            + " but got '" + text + "'",
                    e);
        }
    }
}
