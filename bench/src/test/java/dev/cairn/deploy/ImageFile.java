package dev.cairn.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `docker/Dockerfile` says.
final class ImageFile {
    private static final Pattern EXEC_FORM = Pattern.compile("\\[.*]");

    /// Without comments, with continued lines as one.
    private static final List<String> INSTRUCTIONS = Checkout.text("docker/Dockerfile")
            .replaceAll("(?m)^#.*\n", "")
            .replaceAll("\\\\\n\\s*", "")
            .lines()
            .filter(line -> !line.isBlank())
            .toList();

    private ImageFile() {}

    /// What follows the name of an instruction, for each time it stands there.
    static List<String> all(String instruction) {
        return INSTRUCTIONS.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip())
                .toList();
    }

    static String only(String instruction) {
        List<String> all = all(instruction);
        if (all.size() != 1) {
            throw new AssertionError("expected " + instruction + " once, but found " + all);
        }
        return all.getFirst();
    }

    /// From where to where files are copied, in order.
    static List<Map.Entry<String, String>> copies() {
        return all("COPY").stream()
                .map(copy -> copy.split(" ", -1))
                .map(words -> Map.entry(words[0], words[1]))
                .toList();
    }

    static Map<String, String> environment() {
        return all("ENV").stream()
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /// What the container runs.
    static List<String> command() {
        return Stream.concat(words(only("ENTRYPOINT")), words(only("CMD"))).toList();
    }

    static List<String> healthCheck() {
        return words(only("HEALTHCHECK")).toList();
    }

    private static Stream<String> words(String instruction) {
        String list = EXEC_FORM
                .matcher(instruction)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a list of words, but found " + instruction));
        try {
            return Stream.of(new ObjectMapper().readValue(list, String[].class));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
