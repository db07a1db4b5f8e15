package dev.cairn.e2e;

import dev.cairn.e2e.child.ChildMain;

/// The hand-written worker that keeps the latest values, unsynced.
final class HandwrittenLatestMain {
    private HandwrittenLatestMain() {}

    public static void main(String[] arguments) {
        ChildMain.run(arguments, HandwrittenWorker::keepingLatest);
    }
}
