package dev.cairn.e2e;

import dev.cairn.e2e.child.ChildMain;

/// The hand-written worker that keeps history and syncs every batch.
final class HandwrittenHistoryMain {
    private HandwrittenHistoryMain() {}

    public static void main(String[] arguments) {
        ChildMain.run(arguments, HandwrittenWorker::keepingHistorySynced);
    }
}
