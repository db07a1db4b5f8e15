package dev.cairn.admin;

import dev.cairn.http.RefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What administrators did, in the log: what, to which shard, with what outcome. Never who, since tokens have no names
/// and do not belong into logs.
final class Audit {
    /// Whoever administers must not be able to do it unseen, so nobody may lower it.
    static final String LOGGER = Audit.class.getName();

    static final String LEVEL = "info";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    void began(Chore chore, int shard) {
        LOG.atInfo()
                .addKeyValue("task", chore.kind())
                .addKeyValue("shard", shard)
                .addKeyValue("scope", chore.scope())
                .log("administration begins");
    }

    void ended(
            Chore chore, int shard, Duration time, @Nullable Map<String, Object> result, @Nullable Throwable thrown) {
        var line = thrown == null ? LOG.atInfo() : LOG.atWarn();
        line = line.addKeyValue("task", chore.kind())
                .addKeyValue("shard", shard)
                .addKeyValue("ms", time.toMillis());
        if (thrown == null) {
            line.addKeyValue("outcome", result == null ? Map.of() : new TreeMap<>(result))
                    .log("administration done");
        } else {
            Throwable cause = Task.cause(thrown);
            if (!(cause instanceof RefusedException)) {
                line = line.setCause(cause);
            }
            line.addKeyValue("outcome", Task.explanation(cause)).log("administration failed");
        }
    }

    /// Of what is done at once.
    void done(String what, String outcome) {
        LOG.atInfo().addKeyValue("task", what).addKeyValue("outcome", outcome).log("administration done");
    }

    void refused(String what, String problem) {
        LOG.atWarn().addKeyValue("task", what).addKeyValue("outcome", problem).log("administration refused");
    }
}
