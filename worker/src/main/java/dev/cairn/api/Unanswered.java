package dev.cairn.api;

import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.Map;

/// Why there is no answer, although the question could be understood. Programs go by the kind, so each is made here and
/// nowhere else; what was asked for decides about the words.
final class Unanswered {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private Unanswered() {}

    /// @param facts  as of which block, or what was looked for
    static RefusedException absent(String detail, Map<String, Object> facts) {
        return new RefusedException(new Problem(NOT_FOUND, "absent", "There is no such entry", detail, facts));
    }

    static RefusedException pruned(BlockHeight earliest, String detail) {
        return new RefusedException(new Problem(
                GONE, "pruned", "The height is not kept any more", detail, Map.of("earliest", earliest.value())));
    }

    /// @param marks  as many as are known
    static RefusedException notYetApplied(Map<String, Object> marks, String detail) {
        return new RefusedException(new Problem(
                NOT_FOUND, "not-yet-applied", "The height is not reached yet", detail, Map.of("marks", marks)));
    }

    static RefusedException reorged(BlockRef was, BlockRef now) {
        return new RefusedException(new Problem(
                CONFLICT,
                "reorged",
                "The list was read at a block that is gone",
                "the pages before were read at block " + was + ", but a reorganisation has put " + now
                        + " in its place; begin the list anew",
                Map.of("was", Facts.of(was), "at", Facts.of(now))));
    }

    static RefusedException tooLarge(int bytesMax, String detail) {
        return new RefusedException(new Problem(
                TOO_LARGE, "too-large", "The answer would be too large", detail, Map.of("bytesMax", bytesMax)));
    }

    static RefusedException overloaded(String detail, Map<String, Object> facts) {
        return new RefusedException(
                new Problem(UNAVAILABLE, "overloaded", "The worker has too much to do", detail, facts));
    }
}
