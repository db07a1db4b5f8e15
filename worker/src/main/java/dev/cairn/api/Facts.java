package dev.cairn.api;

import dev.cairn.marks.Marks;
import dev.cairn.model.BlockRef;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Members of problem documents.
final class Facts {
    private Facts() {}

    static Map<String, Object> of(BlockRef block) {
        return Map.of("height", block.height().value(), "hash", block.hash().toString());
    }

    /// Those that are set.
    static Map<String, Object> of(Marks marks) {
        Map<String, Object> facts = new TreeMap<>();
        put(facts, "earliest", marks.earliest());
        put(facts, "flushed", marks.flushed());
        put(facts, "finalized", marks.finalized());
        put(facts, "applied", marks.applied());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, OptionalLong height) {
        height.ifPresent(value -> facts.put(name, value));
    }
}
