package dev.cairn.storage;

import dev.cairn.model.StateKey;
import java.util.List;

/// Keys as spans of arrays, so that handing over millions of them makes no objects.
public interface KeyList {
    int size();

    byte[] array(int index);

    int offset(int index);

    int length(int index);

    /// Of few keys.
    static KeyList of(List<StateKey> keys) {
        List<byte[]> arrays = keys.stream().map(key -> key.bytes().toArray()).toList();
        return new KeyList() {
            @Override
            public int size() {
                return arrays.size();
            }

            @Override
            public byte[] array(int index) {
                return arrays.get(index);
            }

            @Override
            public int offset(int index) {
                return 0;
            }

            @Override
            public int length(int index) {
                return arrays.get(index).length;
            }
        };
    }
}
