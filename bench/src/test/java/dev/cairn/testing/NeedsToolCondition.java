package dev.cairn.testing;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Decides for [NeedsTool].
final class NeedsToolCondition implements ExecutionCondition {
    private final Map<String, String> environment;

    /// For JUnit.
    NeedsToolCondition() {
        this(System.getenv());
    }

    NeedsToolCondition(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), NeedsTool.class)
                .map(needs -> evaluate(context.getDisplayName(), List.of(needs.value())))
                .orElseGet(() -> enabled("it needs no tool"));
    }

    ConditionEvaluationResult evaluate(String test, List<String> tools) {
        List<String> missing = tools.stream().filter(tool -> !onPath(tool)).toList();
        if (missing.isEmpty()) {
            return enabled("all of " + tools + " are on the PATH");
        }
        String what = String.join(", ", missing) + " not found on the PATH";
        new Skipping(environment).say(test, what, "Install it");
        return disabled(what);
    }

    private boolean onPath(String tool) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
