package dev.cairn.mvcc;

/// Puts the entries of a layer in the order of their keys.
final class EntrySort {
    private EntrySort() {}

    static int[] byKey(BlockLayer layer) {
        return PrefixSort.order(
                new PrefixSort.Keys() {
                    @Override
                    public int count() {
                        return layer.size();
                    }

                    @Override
                    public byte[] array(int number) {
                        return layer.source();
                    }

                    @Override
                    public int offset(int number) {
                        return layer.keyOffset(number);
                    }

                    @Override
                    public int length(int number) {
                        return layer.keyLength(number);
                    }
                },
                // A layer has no key twice.
                (_, _) -> 0);
    }
}
