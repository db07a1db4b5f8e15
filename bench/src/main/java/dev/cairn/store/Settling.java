package dev.cairn.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Waits for background work to end. It pauses between two pieces, so it has to be found idle several times in a row.
final class Settling {
    private static final int IDLE_IN_A_ROW = 10;

    private Settling() {}

    interface Running {
        long count() throws Exception;
    }

    static void await(Running running) throws Exception {
        int idle = 0;
        while (idle < IDLE_IN_A_ROW) {
            idle = running.count() == 0 ? idle + 1 : 0;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
