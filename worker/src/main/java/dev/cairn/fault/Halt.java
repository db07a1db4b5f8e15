package dev.cairn.fault;

/// A stop, as an operator reads it.
///
/// @param what      what was expected and what came
/// @param where     topic, partition, offset, height, hash: as much as is known
/// @param whatToDo  what to do next
public record Halt(HaltReason reason, String what, String where, String whatToDo) {
    public String message() {
        return what + " (" + where + "). " + whatToDo;
    }
}
