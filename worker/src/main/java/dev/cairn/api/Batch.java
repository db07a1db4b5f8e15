package dev.cairn.api;

import dev.cairn.http.RefusedException;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import dev.cairn.read.ValuesTooLargeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keys whose values are asked for at once. A short list may name large values, or the same one again and again: each
/// is read once, and what they come to is bounded.
record Batch(List<StateKey> keys, List<StateKey> distinct) {
    /// One value of any size fits.
    static final int BYTES_MAX = StateValue.MAX_LENGTH;

    static Batch of(List<StateKey> keys) {
        return new Batch(keys, List.copyOf(new LinkedHashSet<>(keys)));
    }

    /// The values of the distinct keys.
    ///
    /// @throws LargeAnswerException  if they have more than so many bytes
    Answer<List<Optional<StateValue>>> read(StateReader reader, HeightSelector selector, long bytesMax) {
        try {
            return reader.getAll(distinct, selector, Math.min(bytesMax, BYTES_MAX));
        } catch (ValuesTooLargeException _) {
            throw larger(bytesMax);
        }
    }

    /// The values in the order of the keys.
    ///
    /// @throws LargeAnswerException  if they have more than so many bytes
    List<Optional<StateValue>> inOrder(List<Optional<StateValue>> ofDistinct, long bytesMax) {
        Map<StateKey, Optional<StateValue>> byKey = HashMap.newHashMap(distinct.size());
        for (int i = 0; i < distinct.size(); i++) {
            byKey.put(distinct.get(i), ofDistinct.get(i));
        }
        List<Optional<StateValue>> values = new ArrayList<>(keys.size());
        long bytes = 0;
        for (StateKey key : keys) {
            Optional<StateValue> value = byKey.getOrDefault(key, Optional.empty());
            bytes += value.map(some -> some.bytes().length()).orElse(0);
            values.add(value);
        }
        if (bytes > Math.min(bytesMax, BYTES_MAX)) {
            throw larger(bytesMax);
        }
        return values;
    }

    private static RuntimeException larger(long bytesMax) {
        return bytesMax < BYTES_MAX ? new LargeAnswerException() : tooLarge();
    }

    private static RefusedException tooLarge() {
        return Unanswered.tooLarge(
                BYTES_MAX, "the values have more than " + BYTES_MAX + " bytes together; ask for fewer keys at a time");
    }
}
