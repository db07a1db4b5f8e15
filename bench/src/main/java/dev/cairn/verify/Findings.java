package dev.cairn.verify;

import dev.cairn.metrics.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a verification looked at, and where the worker and the oracle are not of one mind. **Threading:** one thread.
public final class Findings {
    /// What is wrong once is often wrong everywhere.
    private static final int DESCRIBED_MAX = 20;

    private final List<String> described = new ArrayList<>();
    private long different;
    private long blocks;
    private long digests;
    private long changes;
    private long values;
    private long states;
    private long entries;
    private long histories;
    private boolean complete;

    public boolean allAgree() {
        return different == 0 && complete;
    }

    /// The first of them, in words.
    public List<String> differences() {
        return List.copyOf(described);
    }

    public long differenceCount() {
        return different;
    }

    /// What was looked at, one line each.
    public List<String> lookedAt() {
        return List.of(
                Figures.count(blocks) + " blocks, by height and by hash, " + Figures.count(digests)
                        + " of them with their chained digest",
                Figures.count(changes) + " changes with the values before and after",
                Figures.count(values) + " values at random heights of random keys",
                Figures.count(states) + " whole states with " + Figures.count(entries) + " entries, scanned both ways",
                Figures.count(histories) + " whole histories of keys");
    }

    /// The verdict in a sentence.
    public String verdict() {
        if (!complete) {
            return "stopped before the end";
        }
        return allAgree()
                ? "everything is as the oracle says"
                : Figures.count(different) + " answers are not what the oracle says";
    }

    void countBlock(boolean withDigest) {
        blocks++;
        digests += withDigest ? 1 : 0;
    }

    void countChange() {
        changes++;
    }

    void countValue() {
        values++;
    }

    void countState() {
        states++;
    }

    void countEntry() {
        entries++;
    }

    void countHistory() {
        histories++;
    }

    /// Nothing is left to look at.
    public void reachedTheEnd() {
        complete = true;
    }

    /// Notes it if the two differ.
    void compare(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            differ("%s: expected %s, but the worker says %s".formatted(what, expected, found));
        }
    }

    void differ(String how) {
        different++;
        if (described.size() < DESCRIBED_MAX) {
            described.add(how);
        }
    }
}
