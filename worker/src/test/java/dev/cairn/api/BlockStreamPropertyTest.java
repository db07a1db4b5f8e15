package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.RefusedException;
import dev.cairn.model.BlockHeight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever reorganisations, rewinds, restarts and prunings come, and whenever connections break: who does what the
/// events say has exactly the visible branch in the end, and never a block without its parent.
class BlockStreamPropertyTest {
    @Property
    void whoFollowsHasTheVisibleBranchInTheEnd(@ForAll long seed) throws IOException {
        try (FollowedLife life = new FollowedLife(new Random(seed))) {
            life.live(60);
        }
    }

    private static final class FollowedLife implements AutoCloseable {
        private final Random random;
        private final FollowedStore store;
        private final List<Follower> followers = new ArrayList<>();

        FollowedLife(Random random) {
            this.random = random;
            long first = random.nextInt(3) * 5L;
            store = new FollowedStore(first, BlockStreamConfig.standard());
            followers.add(new Follower(random, store, Optional.empty()));
            followers.add(new Follower(random, store, Optional.of(first)));
            followers.add(new Follower(random, store, Optional.of(first + random.nextInt(10))));
        }

        void live(int steps) throws IOException {
            for (int i = 0; i < steps; i++) {
                step();
                for (Follower follower : followers) {
                    if (random.nextInt(3) == 0) {
                        follower.takeSome();
                    }
                }
            }
            // A client that was ahead of a restart waits until the chain is there again.
            for (int i = 0; i < 70; i++) {
                store.apply();
            }
            for (Follower follower : followers) {
                follower.takeAll();
                follower.check();
            }
        }

        private void step() {
            switch (random.nextInt(16)) {
                case 0, 1 -> store.reorg(1 + random.nextInt(6), random.nextInt(8));
                case 2, 3 -> store.finalizeUpTo(store.finalHeight() + random.nextInt(6));
                case 4, 5 -> store.flush();
                case 6 -> store.prune(store.earliest() + random.nextInt(3));
                case 7 -> store.rewind(store.flushedHeight() - random.nextInt(5));
                case 8 -> {
                    followers.forEach(Follower::disconnect);
                    store.restart(random.nextInt(3) > 0);
                }
                case 9 -> followers.get(random.nextInt(followers.size())).disconnect();
                default -> store.apply();
            }
        }

        @Override
        public void close() {
            followers.forEach(Follower::disconnect);
            store.close();
        }
    }

    private static final class Follower {
        private final StreamClient client = new StreamClient();
        private final Random random;
        private final FollowedStore store;
        private Optional<Long> from;
        private Optional<BlockStream> connection = Optional.empty();
        private BlockStream.Turn lastTurn = BlockStream.Turn.MORE;

        Follower(Random random, FollowedStore store, Optional<Long> from) {
            this.random = random;
            this.store = store;
            this.from = from;
        }

        /// Sometimes the connection breaks in the midst of what was sent.
        void takeSome() throws IOException {
            if (connect()) {
                byte[] sent = turn();
                if (random.nextInt(4) == 0) {
                    client.receive(Arrays.copyOf(sent, random.nextInt(sent.length + 1)));
                    disconnect();
                } else {
                    client.receive(sent);
                }
            }
        }

        void takeAll() throws IOException {
            do {
                while (connection.isEmpty()) {
                    var _ = connect();
                }
                client.receive(turn());
            } while (lastTurn != BlockStream.Turn.WAIT);
        }

        void disconnect() {
            client.disconnected();
            connection.ifPresent(BlockStream::close);
            connection = Optional.empty();
        }

        void check() {
            assertThat(client.position()).contains(store.hashes().get(store.tip()));
            assertThat(client.blocks())
                    .isEqualTo(store.hashes().tailMap(client.blocks().firstKey()));
            from.ifPresent(height -> assertThat(client.blocks().firstKey()).isEqualTo(height));
        }

        private byte[] turn() throws IOException {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            lastTurn = connection.orElseThrow().turn(store.marks().now(), sent);
            if (lastTurn == BlockStream.Turn.END) {
                // Who connects again is told why.
                connection.ifPresent(BlockStream::close);
                connection = Optional.empty();
            }
            return sent.toByteArray();
        }

        /// False if what would come next is not there; then the client begins anew, where it can.
        private boolean connect() {
            if (connection.isPresent()) {
                return true;
            }
            try {
                connection = Optional.of(store.streams().begin(from.map(BlockHeight::new), client.lastId()));
                return true;
            } catch (RefusedException e) {
                client.beginAnew();
                from = switch (e.problem().name()) {
                    case "pruned" -> Optional.of(store.earliest());
                    case "not-yet-applied" -> Optional.of(Math.max(store.tip(), 0));
                    default -> throw e;
                };
                return false;
            }
        }
    }
}
