package dev.cairn.synthetic;

/// What events say beyond what they have to.
///
/// @param changesDigests whether block events carry the digest of what their block changes; see docs/digests.md
/// @param indexGapMax    up to this many indexes are left out before each transaction, as in one shard's part of
///                       a block whose other transactions went elsewhere. 0 numbers them 0, 1, 2, …
public record EventSpec(boolean changesDigests, int indexGapMax) {

    public EventSpec {
        SpecBounds.within("events.indexGapMax", indexGapMax, 0, 1 << 10);
    }

    public static EventSpec plain() {
        return new EventSpec(false, 0);
    }

    public EventSpec withChangesDigests() {
        return new EventSpec(true, indexGapMax);
    }

    public EventSpec withIndexGaps(int max) {
        return new EventSpec(changesDigests, max);
    }
}
