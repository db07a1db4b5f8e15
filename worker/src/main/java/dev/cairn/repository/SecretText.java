package dev.cairn.repository;

/// Text that no log and no message shows.
public record SecretText(String text) {
    @Override
    public String toString() {
        return "<hidden>";
    }
}
