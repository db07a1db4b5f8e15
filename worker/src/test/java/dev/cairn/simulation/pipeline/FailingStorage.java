package dev.cairn.simulation.pipeline;

import dev.cairn.model.Announcements;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import dev.cairn.storage.AtomicWrite;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.KeyList;
import dev.cairn.storage.Pace;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.RewindWrite;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageFaults;
import dev.cairn.storage.StorageReader;
import dev.cairn.storage.StorageStats;
import dev.cairn.storage.StoredSpace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A storage whose disk fails now and then, and whose process dies before and after each write.
final class FailingStorage implements Storage {
    private final Storage real;
    private final Random random;
    private final Trouble trouble;
    private final Planted planted;
    private Optional<Said> said = Optional.empty();
    /// Failed, as far as this process knows.
    private Optional<Said> unsure = Optional.empty();
    private int rewinds;

    FailingStorage(Storage real, Random random, Trouble trouble, Planted planted) {
        this.real = real;
        this.random = random;
        this.trouble = trouble;
        this.planted = planted;
    }

    /// A write that is still on its way.
    private record Said(AtomicWrite write, CommittedPosition position) {}

    int rewinds() {
        return rewinds;
    }

    /// The process dies. A write that failed may have come to the disk all the same.
    void die() {
        if (random.nextBoolean()) {
            unsure.ifPresent(write -> write.write().commit(write.position()));
        }
    }

    @Override
    public Optional<CommittedPosition> committed() {
        return said.map(Said::position).or(real::committed);
    }

    @Override
    public Optional<CommittedPosition> durable() {
        return said.map(Said::position).or(real::durable);
    }

    @Override
    public boolean everyCommitLasts() {
        return real.everyCommitLasts();
    }

    @Override
    public long earliestHeight() {
        return real.earliestHeight();
    }

    @Override
    public OptionalLong firstHeight() {
        return real.firstHeight();
    }

    @Override
    public AtomicWrite beginWrite() {
        arrive();
        return new FailingWrite(real.beginWrite());
    }

    @Override
    public StorageReader reader() {
        mayFail("reading");
        return real.reader();
    }

    @Override
    public void raiseFloor(long earliestHeight) {
        arrive();
        mayFail("raising the floor");
        trouble.mayCrash("before the floor rises");
        real.raiseFloor(floor(earliestHeight));
        trouble.mayCrash("after the floor rose");
    }

    private long floor(long wanted) {
        long newest = committed().map(CommittedPosition::height).orElse(wanted);
        return planted == Planted.FORGETS_TOO_MUCH ? Math.min(wanted + 1, newest) : wanted;
    }

    /// A long way takes several writes now and then.
    @Override
    public RewindWrite beginRewind(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) {
        arrive();
        long newest = committed().map(CommittedPosition::height).orElse(toHeight);
        boolean isHalfWay = newest > toHeight + 1 && random.nextBoolean();
        RewindWrite write = isHalfWay
                ? real.beginRewind(random.nextLong(toHeight + 1, newest), UnaryOperator.identity())
                : real.beginRewind(toHeight, offsets -> planted(offsets, goOnFrom));
        return () -> {
            mayFail("rewinding");
            trouble.mayCrash("before a rewind");
            rewinds++;
            RewindReport report = write.commit();
            trouble.mayCrash("after a rewind");
            return report;
        };
    }

    private ResumeOffsets planted(ResumeOffsets offsets, UnaryOperator<ResumeOffsets> goOnFrom) {
        return switch (planted) {
            case REWIND_FORGETS_THE_ANNOUNCEMENT -> offsets;
            case REWIND_FORGETS_WHAT_WAS_FINAL -> withoutFinality(goOnFrom.apply(offsets));
            default -> goOnFrom.apply(offsets);
        };
    }

    private static ResumeOffsets withoutFinality(ResumeOffsets offsets) {
        Announcements before = offsets.announcements();
        return offsets.withAnnouncements(new Announcements(before.upTo(), before.highest(), -1));
    }

    @Override
    public void checkpoint(Path emptyTarget, Optional<Path> earlier) {
        real.checkpoint(emptyTarget, earlier);
    }

    @Override
    public void verifyCopied(Path table) {
        real.verifyCopied(table);
    }

    @Override
    public void flushMemtables() {
        mayFail("flushing memtables");
        trouble.mayCrash("before memtables are flushed");
        real.flushMemtables();
        trouble.mayCrash("after memtables were flushed");
    }

    @Override
    public void pace(Pace pace) {
        real.pace(pace);
    }

    @Override
    public void compact() {
        real.compact();
    }

    @Override
    public void compact(KeyRange slice) {
        real.compact(slice);
    }

    @Override
    public StoredSpace space() {
        return real.space();
    }

    @Override
    public StorageStats stats() {
        return real.stats();
    }

    @Override
    public void close() {
        real.close();
    }

    private void arrive() {
        unsure = Optional.empty();
        said.ifPresent(late -> late.write().commit(late.position()));
        said = Optional.empty();
    }

    private void mayFail(String doing) {
        if (trouble.diskFails()) {
            throw random.nextBoolean()
                    ? StorageFaults.retryable("simulated: no answer while " + doing)
                    : StorageFaults.diskFull("simulated: no space while " + doing);
        }
    }

    private CommittedPosition stored(CommittedPosition position) {
        if (planted != Planted.RESUMES_ONE_TOO_FAR) {
            return position;
        }
        ResumeOffsets right = position.resumeAfter();
        SortedMap<SourcePartition, Long> wrong = new TreeMap<>(right.nextOffsets());
        wrong.replaceAll((_, offset) -> offset + 1);
        return new CommittedPosition(
                position.block(),
                position.digest(),
                position.chainTimeMs(),
                right.withNextOffsets(wrong),
                position.finalizedHeight());
    }

    private final class FailingWrite implements AtomicWrite {
        private final AtomicWrite write;
        private long lastBlock;

        FailingWrite(AtomicWrite write) {
            this.write = write;
        }

        @Override
        public void put(
                long height,
                byte[] keyArray,
                int keyOffset,
                int keyLength,
                byte[] valueArray,
                int valueOffset,
                int valueLength) {
            write.put(height, keyArray, keyOffset, keyLength, valueArray, valueOffset, valueLength);
        }

        @Override
        public void delete(long height, byte[] keyArray, int keyOffset, int keyLength) {
            if (planted != Planted.DELETES_GET_LOST) {
                write.delete(height, keyArray, keyOffset, keyLength);
            }
        }

        @Override
        public void block(BlockRecord block) {
            lastBlock = block.height();
            write.block(block);
        }

        @Override
        public void changedKeys(long height, KeyList keys) {
            write.changedKeys(height, keys);
        }

        @Override
        public void raiseFloor(long earliestHeight) {
            write.raiseFloor(planted == Planted.FORGETS_TOO_MUCH ? lastBlock : earliestHeight);
        }

        @Override
        public void commit(CommittedPosition position) {
            unsure = Optional.of(new Said(write, stored(position)));
            mayFail("writing");
            unsure = Optional.empty();
            trouble.mayCrash("before a write");
            if (planted == Planted.SAID_DURABLE_TOO_EARLY) {
                said = Optional.of(new Said(write, position));
            } else {
                write.commit(stored(position));
            }
            trouble.mayCrash("after a write");
        }
    }
}
