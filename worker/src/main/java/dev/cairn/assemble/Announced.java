package dev.cairn.assemble;

import java.util.ArrayDeque;
import java.util.Deque;

/// Block events that wait for their turn, in the order of the chain.
final class Announced {
    private final Deque<Announcement> waiting = new ArrayDeque<>();
    private long bytes;

    void add(Announcement announcement) {
        waiting.add(announcement);
        bytes += announcement.bytes();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int count() {
        return waiting.size();
    }

    Announcement first() {
        return waiting.element();
    }

    void removeFirst() {
        bytes -= waiting.remove().bytes();
    }

    long bytes() {
        return bytes;
    }
}
