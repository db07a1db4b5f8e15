package dev.cairn.mvcc;

import dev.cairn.model.Bytes;
import dev.cairn.model.StateValue;
import java.util.Optional;

/// The newest version of a key that memory has at or below a height. The value is made when it is asked for, so that
/// finding a version makes one small object. **Threading:** any.
public final class MemoryVersion {
    private final byte[] records;
    private final int at;
    private final int keyLength;

    /// @param keyLength  which the caller knows: so the value can be fetched without waiting for the record's header
    MemoryVersion(byte[] records, int at, int keyLength) {
        this.records = records;
        this.at = at;
        this.keyLength = keyLength;
    }

    /// Where it was written.
    public long height() {
        return LayerRecord.height(records);
    }

    /// Empty if the key was deleted there.
    public Optional<StateValue> value() {
        return LayerRecord.isDelete(records, at)
                ? Optional.empty()
                : Optional.of(new StateValue(Bytes.slice(
                        records, LayerRecord.keyOffset(at) + keyLength, LayerRecord.valueLength(records, at))));
    }
}
