package dev.cairn.admin;

import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import java.util.List;
import java.util.Optional;

/// Changes how much is logged.
final class LogLevelReplies {
    private static final String LOGGER = "logger";
    private static final String LEVEL = "level";
    private static final String DEFAULT = "default";
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace", DEFAULT);
    /// Of these, what others write may have tokens and passwords in it.
    private static final List<String> TALKATIVE = List.of("debug", "trace");

    private static final String OURS = "dev.cairn";

    private final LogLevels levels;
    private final Audit audit;

    LogLevelReplies(LogLevels levels, Audit audit) {
        this.levels = levels;
        this.audit = audit;
        // A level of its own: then lowering that of its package leaves it as it is.
        if (levels.knows(Audit.LOGGER)) {
            levels.set(Audit.LOGGER, Optional.of(Audit.LEVEL));
        }
    }

    Reply set(Request request) {
        AdminQuestion question = AdminQuestion.of(request, LOGGER, LEVEL);
        String accepted = "a logger that there is: a package or a class, as " + OURS;
        String logger = question.text(LOGGER, accepted);
        if (!levels.knows(logger)) {
            throw question.refused(LOGGER, accepted);
        }
        if (logger.equals(Audit.LOGGER)) {
            throw question.refused(LOGGER, "another one than that of what administrators did, which stays as it is");
        }
        String level = question.text(LEVEL, "one of " + String.join(", ", LEVELS));
        if (!LEVELS.contains(level)) {
            throw question.refused(LEVEL, "one of " + String.join(", ", LEVELS));
        }
        if (TALKATIVE.contains(level) && !isOurs(logger)) {
            throw question.refused(
                    LEVEL,
                    "info or less for loggers outside " + OURS + ", since what they say below that may be secret");
        }
        String before = levels.levelOf(logger);
        // First, or it might be the last line for long.
        audit.done("log-level", logger + " from " + before + " to " + level);
        levels.set(logger, Optional.of(level).filter(name -> !name.equals(DEFAULT)));
        return Reply.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("logger", logger);
            json.writeStringField("before", before);
            json.writeStringField("level", levels.levelOf(logger));
            json.writeEndObject();
        });
    }

    private static boolean isOurs(String logger) {
        return logger.equals(OURS) || logger.startsWith(OURS + ".");
    }
}
