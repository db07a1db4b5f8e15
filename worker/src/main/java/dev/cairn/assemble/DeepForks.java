package dev.cairn.assemble;

import dev.cairn.fault.HaltException;
import java.util.Optional;

/// Tells a branch that leaves below what is final from a late copy of a block that lost there long ago.
///
/// Both are block events that follow a final block, and which blocks lost is forgotten once their height is final. But
/// a branch goes on with a block that follows it, and after a copy the chain goes on where it was. So the next block
/// event that says one or the other is waited for; a database rewound for a copy would have left the chain.
final class DeepForks {
    private final Connection connection;

    DeepForks(Connection connection) {
        this.connection = connection;
    }

    enum Verdict {
        BRANCH,
        LATE_COPY,
        NOT_KNOWN_YET
    }

    /// What the first block event is, by those behind it.
    Verdict ofFirst(Announced announced) {
        Announcement first = announced.first();
        return announced
                .behindFirst()
                .map(later -> follows(later, first) ? Verdict.BRANCH : ofUnrelated(later))
                .filter(verdict -> verdict != Verdict.NOT_KNOWN_YET)
                .findFirst()
                .orElse(Verdict.NOT_KNOWN_YET);
    }

    private static boolean follows(Announcement later, Announcement first) {
        return later.height() == first.height() + 1
                && later.parent().equals(Optional.of(first.block().hash()));
    }

    private Verdict ofUnrelated(Announcement later) {
        try {
            return switch (connection.of(later)) {
                case Connection.Grows _, Connection.Forks _ -> Verdict.LATE_COPY;
                // Copies of what stands, and of what lost, say nothing.
                case Connection.Known _, Connection.Deep _ -> Verdict.NOT_KNOWN_YET;
            };
        } catch (HaltException _) {
            // It follows neither the chain nor this block. It may follow another branch behind this one; else it halts
            // when its turn comes, and the state is better left alone before.
            return Verdict.LATE_COPY;
        }
    }
}
