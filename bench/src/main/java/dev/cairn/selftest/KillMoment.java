package dev.cairn.selftest;

/// What a worker is at when it is killed.
enum KillMoment {
    STARTING("while starting"),
    CATCHING_UP("while catching up"),
    FLUSHING("while flushing, right after another round"),
    AT_THE_TIP("at the tip"),
    CLOSING("while closing, after SIGTERM");

    private final String text;

    KillMoment(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
