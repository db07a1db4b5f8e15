package dev.cairn.read;

/// Takes answers apart.
public final class Answers {
    private Answers() {}

    /// What is known, where nothing else is expected.
    public static <T> T known(Answer<T> answer) {
        if (answer instanceof Answer.Known<T>(var _, var value)) {
            return value;
        }
        throw new AssertionError("expected something to be known, but got " + answer);
    }
}
