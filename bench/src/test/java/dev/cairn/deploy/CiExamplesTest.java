package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What can be known of `ops/ci` without GitHub and GitLab: that it asks for what there is, and keeps what comes of it.
final class CiExamplesTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    private static final Pattern FOLDER = Pattern.compile("--dir (\\S+)");

    private final JsonNode github = Checkout.yaml("ops/ci/github.yml").at("/jobs/persistence");
    private final JsonNode gitlab = Checkout.yaml("ops/ci/gitlab.yml").path("persistence");

    @Test
    void theyRunWhatTheLauncherKnows() {
        String launcher = Checkout.text("cairn");

        assertThat(commands(github))
                .hasSameElementsAs(commands(gitlab))
                .hasSize(2)
                .allSatisfy(command -> {
                    assertThat(launcher).contains("\n  " + command.split(" ", -1)[1]);
                    assertThat(OPTION.matcher(command).results().map(MatchResult::group))
                            .isNotEmpty()
                            .allMatch(launcher::contains);
                });
        assertThat(selftest(github)).startsWith("./cairn selftest persistence ");
    }

    @Test
    void theyKeepWhatTheSelftestLeavesAlsoIfItFails() {
        JsonNode upload = steps().filter(step -> step.path("uses").asText().startsWith("actions/upload-artifact@"))
                .findFirst()
                .orElseThrow();

        assertThat(upload.path("if").asText()).isEqualTo("always()");
        assertThat(gitlab.at("/artifacts/when").asText()).isEqualTo("always");
        assertThat(upload.at("/with/path").asText().lines()).containsExactlyElementsOf(leftBy(selftest(github)));
        assertThat(strings(gitlab.at("/artifacts/paths"))).containsExactlyElementsOf(leftBy(selftest(gitlab)));
    }

    @Test
    void theyTakeTheJavaThatTheLauncherLooksFor() {
        String java = Pattern.compile("(?m)^jdk_version=(\\d+)$")
                .matcher(Checkout.text("cairn"))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(steps().map(step -> step.at("/with/java-version").asText())).contains(java);
        assertThat(gitlab.path("image").asText()).startsWith("eclipse-temurin:" + java + "-jdk");
    }

    /// The page for operators names them; the selftest's own tests see that it leaves them.
    private static List<String> leftBy(String selftest) {
        String folder = FOLDER.matcher(selftest)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        List<String> names = List.of("consistency_test_report.txt", "expected_manifest.txt", "worker.log");
        assertThat(names).allMatch(Checkout.text("docs/operating.md")::contains);
        return names.stream().map(name -> folder + "/" + name).toList();
    }

    private String selftest(JsonNode job) {
        return commands(job).getLast();
    }

    private List<String> commands(JsonNode job) {
        Stream<String> all =
                job.equals(github) ? steps().map(step -> step.path("run").asText()) : strings(job.path("script"));
        return all.filter(command -> command.startsWith("./cairn ")).toList();
    }

    private Stream<JsonNode> steps() {
        return github.path("steps").valueStream();
    }

    private static Stream<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }
}
