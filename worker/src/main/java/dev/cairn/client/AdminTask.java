package dev.cairn.client;

import java.util.Map;
import java.util.Optional;

/// Something that an administrator has begun in a shard of a worker.
///
/// @param task         what, as its resource is called
/// @param began        when, as the worker says it
/// @param state        `running`, `done` or `failed`
/// @param result       what came of it, by name; empty as long as it runs, and if it failed
/// @param explanation  why it failed
public record AdminTask(
        String task, int shard, String began, String state, Map<String, String> result, Optional<String> explanation) {
    public boolean isRunning() {
        return state.equals("running");
    }

    public boolean isFailed() {
        return state.equals("failed");
    }

    /// What came of it, by its name.
    public String told(String name) {
        return result.getOrDefault(name, "unknown");
    }

    /// Whether this is the same one, as it was told at another time.
    public boolean isSameAs(AdminTask other) {
        return task.equals(other.task) && shard == other.shard && began.equals(other.began);
    }

    static AdminTask read(Members members) {
        return new AdminTask(
                members.text("task"),
                Math.toIntExact(members.number("shard")),
                members.text("began"),
                members.text("state"),
                members.nullableObject("result").map(Members::texts).orElse(Map.of()),
                members.nullableText("explanation"));
    }
}
