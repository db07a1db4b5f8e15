package dev.cairn.synthetic;

/// What values look like.
///
/// @param bytes             how long they are; 0 is legal, an empty value is a value
/// @param compressibleShare share of each value that is zeros; the rest is noise that no compression shortens
public record ValueModel(IntRange bytes, double compressibleShare) {

    public ValueModel {
        SpecBounds.within("values.bytes", bytes, 0, 16 << 20);
        SpecBounds.share("values.compressibleShare", compressibleShare);
    }

    int noiseBytes(int valueBytes) {
        return valueBytes - (int) (valueBytes * compressibleShare);
    }
}
