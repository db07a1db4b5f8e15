package dev.cairn.storage;

/// Encodes straight into the batch that RocksDB takes; nothing is copied twice and no object made for an entry.
final class RocksWrite implements AtomicWrite {
    private final RocksStorage storage;
    private final BatchEncoder batch;
    private final WriteChecks checks;
    private final long shift;
    private final int state;
    private final int blocks;
    private final int changes;
    private boolean spent;

    RocksWrite(RocksStorage storage, RocksDatabase database, BatchEncoder batch, Progress before) {
        this.storage = storage;
        this.batch = batch;
        checks = new WriteChecks(before);
        shift = before.timeline().tipShift();
        state = database.id(Column.STATE);
        blocks = database.id(Column.BLOCKS);
        changes = database.id(Column.CHANGES);
        batch.reset();
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
        checks.key(height, keyArray, keyOffset, keyLength);
        checks.value(height, valueArray, valueOffset, valueLength);
        batch.putState(state, keyArray, keyOffset, keyLength, height + shift, valueArray, valueOffset, valueLength);
    }

    @Override
    public void delete(long height, byte[] keyArray, int keyOffset, int keyLength) {
        checks.key(height, keyArray, keyOffset, keyLength);
        batch.deleteState(state, keyArray, keyOffset, keyLength, height + shift);
    }

    @Override
    public void block(BlockRecord block) {
        checks.block(block.height());
        batch.put(blocks, BlockRows.key(block.height()), Records.encode(block));
        batch.put(blocks, BlockRows.key(block.ref().hash()), Records.encodeHeight(block.height()));
    }

    @Override
    public void changedKeys(long height, KeyList keys) {
        checks.changedKeys(height, keys);
        ChangedKeysEncoding.write(batch, changes, Records.encodeHeight(height), keys);
    }

    @Override
    public void raiseFloor(long earliestHeight) {
        checks.floor(earliestHeight);
    }

    @Override
    public void commit(CommittedPosition position) {
        storage.checkCurrent(this);
        if (spent) {
            throw WriteChecks.spent(position);
        }
        Progress after = checks.commit(position);
        int size = batch.size();
        int count = batch.count();
        try {
            storage.commit(batch, after);
            spent = true;
        } finally {
            // Without the rows of the position the same write can be committed again, should this one have failed.
            batch.truncate(size, count);
        }
    }
}
