package dev.cairn.broker;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A broker held still (SIGSTOP): it is there, its connections stay open, and it answers nothing.
///
/// A process that is held still does not notice that its parent is gone. So a small shell holds it, and lets it go on
/// when the pipe from the parent ends: because the pause is over, or because the parent is gone.
final class BrokerPause {
    private static final String HOLD = "kill -STOP $0 && echo held && cat >/dev/null; kill -CONT $0 2>/dev/null";

    private final Process holder;

    private BrokerPause(Process holder) {
        this.holder = holder;
    }

    /// Returns when the process has been told to stand still.
    static BrokerPause of(ProcessHandle broker) {
        try {
            var pause = new BrokerPause(new ProcessBuilder("sh", "-c", HOLD, Long.toString(broker.pid()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            if (!"held".equals(pause.holder.inputReader().readLine())) {
                throw new IllegalStateException(
                        "expected to pause the Kafka broker with process id " + broker.pid() + ", but it is gone");
            }
            return pause;
        } catch (IOException e) {
            throw new UncheckedIOException("expected a shell that pauses the Kafka broker; is there a `sh`?", e);
        }
    }

    /// Returns when the process has been told to go on. One that was killed meanwhile stays dead.
    void end() {
        try {
            holder.getOutputStream().close();
            holder.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("expected to let the Kafka broker go on", e);
        } catch (InterruptedException _) {
            // The pipe has ended, so the broker goes on in a moment; who interrupted us wants to go on as well.
            Thread.currentThread().interrupt();
        }
    }
}
