package dev.cairn.storage;

/// Over a range that nothing can be in; RocksDB wants bounds that are in order.
enum EmptyCursor implements StateCursor {
    INSTANCE;

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public boolean fetchesNext() {
        return false;
    }

    @Override
    public void seek(byte[] keyArray, int keyOffset, int keyLength) {}

    @Override
    public byte[] array() {
        throw noEntry();
    }

    @Override
    public int keyOffset() {
        throw noEntry();
    }

    @Override
    public int keyLength() {
        throw noEntry();
    }

    @Override
    public int valueOffset() {
        throw noEntry();
    }

    @Override
    public int valueLength() {
        throw noEntry();
    }

    @Override
    public void close() {}

    private static IllegalStateException noEntry() {
        return new IllegalStateException("expected next() to have returned true, but the range is empty");
    }
}
