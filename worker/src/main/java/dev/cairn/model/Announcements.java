package dev.cairn.model;

/// What is remembered of the block events before some offset of their partition: all of them have been dealt with.
///
/// They must not count again, since one of a branch that was dropped would look like the announcement of a branch that
/// nobody knows. Copies of them may come later all the same. What branches were dropped is not remembered, but how high
/// they reached is: a higher block is surely news. And what was final stays final, also on a branch that took the place
/// of one that had been.
///
/// @param upTo       they lie below this offset
/// @param highest    none of them announced a higher block; -1 if there was none
/// @param finalized  by them, everything up to this height is final; -1 if nothing is
public record Announcements(long upTo, long highest, long finalized) {
    public static final Announcements NONE = new Announcements(0, -1, -1);

    public Announcements {
        if (upTo < 0) {
            throw new IllegalArgumentException("expected an offset from 0 on for announcements, but got " + upTo);
        }
        if (highest < -1 || finalized < -1) {
            throw new IllegalArgumentException("expected heights from 0 on, or -1 for none, but got " + highest
                    + " for the highest block and " + finalized + " for the final one");
        }
    }
}
