package dev.cairn.synthetic;

import java.util.Arrays;

/// The state writes of a chain, numbered over all blocks in the order of their creation. Each is found from its number
/// alone, which is why the encoder may go backwards and the oracle keeps no values. **Threading:** one thread.
final class StateWrites {
    private final Payload.Writes model;
    private final IdSpace keys;
    private final KeyChooser chooser;
    private final Dice deletes;
    private final Dice valueSizes;
    private final Dice values;

    StateWrites(ChainSpec spec, Payload.Writes model) {
        this.model = model;
        keys = keySpace(spec);
        chooser = KeyChooser.of(spec.keys(), spec.seed());
        deletes = Dice.of(spec.seed(), "is a delete");
        valueSizes = Dice.of(spec.seed(), "value size");
        values = Dice.of(spec.seed(), "value");
    }

    static IdSpace keySpace(ChainSpec spec) {
        return new IdSpace(spec.seed(), "key", spec.keyBytes());
    }

    IdSpace keys() {
        return keys;
    }

    int keyNumber(int write) {
        return chooser.keyAt(write);
    }

    boolean isDelete(int write) {
        return deletes.chance(write, model.deleteShare());
    }

    int valueBytes(int write) {
        IntRange bytes = model.values().bytes();
        return bytes.fixed() ? bytes.min() : bytes.pick(valueSizes.at(write));
    }

    void writeValue(int write, int bytes, byte[] target, int from) {
        int noiseBytes = model.values().noiseBytes(bytes);
        Noise.fill(values.at(write), target, from, noiseBytes);
        Arrays.fill(target, from + noiseBytes, from + bytes, (byte) 0);
    }

    byte[] value(int write) {
        byte[] value = new byte[valueBytes(write)];
        writeValue(write, value.length, value, 0);
        return value;
    }
}
