package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A chain made of a [ChainSpec] and a number of announcements: its blocks on all branches, and which was announced
/// when. A longer chain of the same spec begins with the shorter one.
///
/// Blocks are named by number, in the order of their creation; block 0 is the first of the chain. A block is announced
/// when its block event is published; a block of a branch that came back is announced more than once.
///
/// Only structure is held here, some 40 bytes per block. What is in a block is made again each time somebody asks.
/// **Threading:** immutable once made; feeds and oracles of it may live on different threads.
public final class SyntheticChain {
    /// Most transactions, and most writes, of one chain; both are numbered with ints and drawn for with up to two
    /// positions each.
    static final int DRAWS_MAX = 1 << 30;

    private static final long FIRST_TIMESTAMP_MS = 1_767_225_600_000L;

    private final ChainSpec spec;
    private final BlockTree tree;
    private final Announcements announcements;
    private final BlockContents contents;
    private final IdSpace hashes;

    private SyntheticChain(ChainSpec spec, ChainPlanner planned) {
        this.spec = spec;
        tree = planned.tree();
        announcements = planned.announcements();
        contents = new BlockContents(spec, tree.count());
        hashes = new IdSpace(spec.seed(), "block hash", IntRange.exactly(32));
    }

    public static SyntheticChain of(ChainSpec spec, int announcements) {
        SpecBounds.within("announcements", announcements, 1, DRAWS_MAX);
        return new SyntheticChain(spec, new ChainPlanner(spec, announcements));
    }

    /// The chain as Kafka records: each block event followed by its transactions, every record once.
    public Feed feed() {
        return feed(FeedOptions.tidy());
    }

    public Feed feed(FeedOptions options) {
        return new Feed(this, options);
    }

    public Oracle oracle() {
        return new Oracle(this);
    }

    public ChainSpec spec() {
        return spec;
    }

    public int blocks() {
        return tree.count();
    }

    public int announcements() {
        return announcements.count();
    }

    /// Which block an announcement was about; announcements count from 0.
    public int announced(int announcement) {
        return announcements.block(announcement);
    }

    /// The highest final block when this announcement was made; nothing is final at first. A deep reorganisation throws
    /// it back to the fork.
    public OptionalLong finalizedHeight(int announcement) {
        long height = announcements.finalizedHeight(announcement);
        return height < spec.genesisHeight() ? OptionalLong.empty() : OptionalLong.of(height);
    }

    /// What the block event of this announcement says is final: nothing if the chain does not announce it. Nothing
    /// either from a deep reorganisation on until the new branch is final as far up as the old one was: what is
    /// announced never falls.
    public OptionalLong announcedFinalizedHeight(int announcement) {
        return spec.finality().announced() && announcements.finalizedHeightIsHighest(announcement)
                ? finalizedHeight(announcement)
                : OptionalLong.empty();
    }

    /// False where a branch came back without its transactions being published again.
    public boolean publishesTransactions(int announcement) {
        return announcements.withTransactions(announcement);
    }

    /// The tip of the visible branch after so many announcements: it ends in the block announced last.
    public int tipAfter(int announcementCount) {
        SpecBounds.within("announcementCount", announcementCount, 1, announcements());
        return announced(announcementCount - 1);
    }

    public long height(int block) {
        return tree.height(block);
    }

    /// Nothing for the first block of the chain.
    public OptionalInt parent(int block) {
        return block == 0 ? OptionalInt.empty() : OptionalInt.of(tree.parent(block));
    }

    /// The block of this height on the branch that ends in `block`.
    public int ancestor(int block, long height) {
        SpecBounds.within("height", height, spec.genesisHeight(), tree.height(block));
        return tree.ancestor(block, height);
    }

    /// Whether `ancestor` is on the branch that ends in `block`; a block is its own ancestor.
    public boolean isAncestor(int ancestor, int block) {
        return tree.isAncestor(ancestor, block);
    }

    public byte[] hash(int block) {
        return hashes.idOf(block);
    }

    /// The block with this hash, or nothing if this chain has none.
    public OptionalInt blockWithHash(ByteString hash) {
        OptionalLong number = hashes.numberOf(hash.toByteArray());
        return number.isPresent() && Long.compareUnsigned(number.getAsLong(), blocks()) < 0
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /// Rises from every block to those created later, so also along every branch.
    public long timestampMs(int block) {
        return FIRST_TIMESTAMP_MS + (long) block * spec.blockIntervalMs();
    }

    public int transactions(int block) {
        return contents.transactions(block);
    }

    BlockTree tree() {
        return tree;
    }

    BlockContents contents() {
        return contents;
    }
}
