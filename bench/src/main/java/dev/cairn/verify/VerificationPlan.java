package dev.cairn.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/// How closely a chain is looked at. Every block and what it changed is looked at anyway.
///
/// @param wholeStates    heights at which the whole state is scanned, both ways
/// @param readsPerBlock  keys, at random, that are read at each height
/// @param histories      keys, at random, whose whole history is read
/// @param seed           of what is random
public record VerificationPlan(SortedSet<Long> wholeStates, int readsPerBlock, int histories, long seed) {
    public VerificationPlan {
        wholeStates = Collections.unmodifiableSortedSet(new TreeSet<>(wholeStates));
    }

    /// The first and the last height, some on both sides of where rounds ended (where memory and disk meet, mistakes
    /// are likeliest), and some at random.
    public static VerificationPlan of(long first, long last, Collection<Long> flushedTo, int heights, long seed) {
        Random random = new Random(seed);
        SortedSet<Long> wholeStates = new TreeSet<>();
        wholeStates.add(first);
        wholeStates.add(last);
        List<Long> rounds = new ArrayList<>(new TreeSet<>(flushedTo));
        Collections.shuffle(rounds, random);
        for (long height : rounds.subList(0, Math.min(heights / 3, rounds.size()))) {
            wholeStates.add(Math.clamp(height, first, last));
            wholeStates.add(Math.clamp(height + 1, first, last));
        }
        while (wholeStates.size() < Math.min(heights, last - first + 1)) {
            wholeStates.add(random.nextLong(first, last + 1));
        }
        return new VerificationPlan(wholeStates, 4, 200, seed);
    }
}
