package dev.cairn.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Lets processes take turns, so that one seed decides everything. A process is at a turn before and after
/// each of its calls of the store; there it may rest for long, or die.
final class Stage {
    private final Random random;
    private final List<Actor> actors = new ArrayList<>();
    private final Semaphore back = new Semaphore(0);

    Stage(Random random) {
        this.random = random;
    }

    /// A process. What it throws ends it.
    final class Actor {
        private final Semaphore go = new Semaphore(0);
        private boolean ended;
        private boolean doomed;

        /// Waits for the next turn. **Threading:** the actor's own.
        void turn() {
            back.release();
            go.acquireUninterruptibly();
            if (doomed) {
                throw new Killed();
            }
        }

        private void step() {
            go.release();
            back.acquireUninterruptibly();
        }
    }

    @SuppressWarnings("serial") // never leaves the process
    static final class Killed extends Error {}

    void enter(Consumer<Actor> part) {
        Actor actor = new Actor();
        Thread.ofVirtual().start(() -> {
            actor.go.acquireUninterruptibly();
            try {
                if (!actor.doomed) {
                    part.accept(actor);
                }
            } catch (Killed | RepositoryException _) {
                // It is over, as in life.
            } finally {
                actor.ended = true;
                back.release();
            }
        });
        actors.add(actor);
    }

    int size() {
        return actors.size();
    }

    void stepOne() {
        step(actors.get(random.nextInt(actors.size())));
    }

    void killOne() {
        Actor actor = actors.get(random.nextInt(actors.size()));
        actor.doomed = true;
        step(actor);
    }

    void runAllToTheirEnd() {
        while (!actors.isEmpty()) {
            stepOne();
        }
    }

    private void step(Actor actor) {
        actor.step();
        if (actor.ended) {
            actors.remove(actor);
        }
    }
}
