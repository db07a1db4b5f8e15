package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.read.Answer;
import dev.cairn.read.Answers;
import dev.cairn.read.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A list that is read in turns of a few steps, each of which opens what the one before has left of the range.
///
/// @param shown  what is compared of an entry
record WalkInTurns<E, W extends Walk<E>, R>(
        Function<KeyRange, Answer<W>> open, ScanDirection direction, Function<W, R> shown) {
    List<R> all(KeyRange range, long stepsMax) {
        List<R> entries = new ArrayList<>();
        Optional<KeyRange> left = Optional.of(range);
        while (left.isPresent()) {
            KeyRange part = left.get();
            try (W walk = Answers.known(open.apply(part))) {
                left = turn(walk, stepsMax, entries).map(key -> rest(part, key));
            }
        }
        return entries;
    }

    /// The last key that was looked at; empty if there is no other.
    private Optional<StateKey> turn(W walk, long stepsMax, List<R> entries) {
        StateKey last;
        int keys = 0;
        do {
            if (!walk.step()) {
                return Optional.empty();
            }
            keys++;
            assertThat(walk.steps()).as("a key is at least one step").isGreaterThanOrEqualTo(keys);
            last = walk.key();
            if (walk.found().isPresent()) {
                entries.add(shown.apply(walk));
            }
        } while (walk.steps() < stepsMax);
        return Optional.of(last);
    }

    private KeyRange rest(KeyRange range, StateKey last) {
        return direction == ScanDirection.ASCENDING ? range.after(last) : range.before(last);
    }
}
