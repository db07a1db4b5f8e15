package dev.cairn.cli;

import dev.cairn.repository.TransferListener;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Shows how far a snapshot is on its way from or to a repository. **Threading:** any.
final class TransferBar implements TransferListener {
    private final Screen screen;
    private final String snapshot;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong bytesMoved = new AtomicLong();

    TransferBar(Screen screen, String snapshot) {
        this.screen = screen;
        this.snapshot = snapshot;
    }

    /// Does the work while a bar shows how far it is.
    <T> T during(String what, Function<TransferListener, T> work) {
        return Progress.ofBytes(what, bytes::get, bytesMoved::get, () -> snapshot)
                .during(screen, () -> work.apply(this));
    }

    @Override
    public void planned(long bytesToMove, long bytesSkipped) {
        bytes.set(bytesToMove);
    }

    @Override
    public void moved(long bytesMore) {
        bytesMoved.addAndGet(bytesMore);
    }
}
