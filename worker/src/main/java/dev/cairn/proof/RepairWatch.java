package dev.cairn.proof;

/// Hears what a repair is at.
public interface RepairWatch {
    RepairWatch UNWATCHED = new RepairWatch() {
        @Override
        public void says(String line) {}

        @Override
        public void step(String what, long total) {}

        @Override
        public void stepInBytes(String what, long bytesTotal) {}

        @Override
        public void done(long done) {}
    };

    void says(String line);

    /// A step begins.
    ///
    /// @param total  how much of it there is to do; 0 if nobody can say
    void step(String what, long total);

    /// A step begins whose work is counted in bytes.
    void stepInBytes(String what, long bytesTotal);

    /// How much of the step is done.
    void done(long done);
}
