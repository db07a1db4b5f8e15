package dev.cairn.api;

import dev.cairn.http.Reply;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// How many scans may be open at once: each holds what it reads from, in memory and on disk, until it ends.
final class OpenScans {
    private final Semaphore places;
    private final int max;

    OpenScans(int max) {
        this.max = max;
        places = new Semaphore(max);
    }

    /// A place among them; given back when the question is answered, unless the answer keeps it.
    final class Place {
        private boolean isKept;

        /// Tells how to give it back later.
        Runnable keep() {
            isKept = true;
            return places::release;
        }
    }

    /// @throws dev.cairn.http.RefusedException  if there are as many as may be
    Reply holding(Function<Place, Reply> answer) {
        if (!places.tryAcquire()) {
            throw Unanswered.overloaded(
                    max + " scans are open, and no more may be; ask again in a moment", Map.of("scansMax", max));
        }
        Place place = new Place();
        try {
            return answer.apply(place);
        } finally {
            if (!place.isKept) {
                places.release();
            }
        }
    }
}
