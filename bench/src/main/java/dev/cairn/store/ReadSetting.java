package dev.cairn.store;

import dev.cairn.storage.RocksSettings;
import org.rocksdb.RocksDBException;

/// Two databases with the same load, and a contest between them.
record ReadSetting(ScratchFolder folder, CairnDatabase cairn, PlainDatabase plain, ReadContest contest)
        implements AutoCloseable {
    private static final int BLOCKS_PER_ROUND = 100;

    static ReadSetting of(StoreLoad load, RocksSettings settings) throws Exception {
        ScratchFolder folder = ScratchFolder.create();
        CairnDatabase cairn = new CairnDatabase(folder.path().resolve("cairn"), settings);
        PlainDatabase plain = new PlainDatabase(folder.path().resolve("plain"), settings);
        cairn.fill(load, BLOCKS_PER_ROUND);
        plain.fill(load, BLOCKS_PER_ROUND);
        cairn.settle();
        plain.settle();
        return new ReadSetting(folder, cairn, plain, new ReadContest(load, cairn, plain));
    }

    void compact() throws RocksDBException {
        cairn.storage().compact();
        plain.compact();
    }

    @Override
    public void close() {
        plain.close();
        cairn.close();
        folder.close();
    }
}
