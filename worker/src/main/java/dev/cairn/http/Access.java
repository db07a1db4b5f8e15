package dev.cairn.http;

/// Who may ask for something. Whoever is let in to the later of these is let in to the earlier too.
public enum Access {
    /// Whoever reaches the server.
    EVERYBODY,
    /// Whoever has a token for reading; everybody, as long as there is none.
    READERS,
    /// Whoever has a token for administration. As long as there is none, what is for them does not exist.
    ADMINS;

    public boolean includes(Access other) {
        return compareTo(other) >= 0;
    }
}
