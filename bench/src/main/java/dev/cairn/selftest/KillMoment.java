package dev.cairn.selftest;

/// What a worker is at when it is killed.
enum KillMoment {
    STARTING("while starting"),
    CATCHING_UP("while catching up"),
    FLUSHING("while flushing, right after another round"),
    AT_THE_TIP("at the tip"),
    CLOSING("while closing, after SIGTERM");

    /// How a process that was ended by SIGKILL looks to the one that started it.
    private static final int KILLED = 128 + 9;

    private final String text;

    KillMoment(String text) {
        this.text = text;
    }

    /// Whether a worker that is killed then may have ended like this. One that was asked to end may have been faster,
    /// and has to have done it well.
    boolean mayEndWith(int exitCode) {
        return exitCode == KILLED || (this == CLOSING && exitCode == 0);
    }

    @Override
    public String toString() {
        return text;
    }
}
