package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.ReplyBody;
import dev.cairn.model.BlockHeight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BlockStreamTest {
    private static final BlockStreamConfig TWO_STREAMS = new BlockStreamConfig(2, Duration.ofDays(1));

    private final StreamClient client = new StreamClient();
    private FollowedStore store = new FollowedStore(0, TWO_STREAMS);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void blocksComeInTheirOrderEachWithWhatIsKnownOfIt() throws IOException {
        grow(2);
        store.finalizeUpTo(0);
        try (BlockStream stream = begin(0)) {
            assertThat(taken(stream)).isEqualTo("""
                            retry: 1000

                            id: 0:302d30
                            event: applied
                            data: {"height":0,"hash":"302d30","parent":null,"timestampMs":0,"changes":1,"finalized":0}

                            id: 1:312d30,0:302d30
                            event: applied
                            data: {"height":1,"hash":"312d30","parent":"302d30","timestampMs":1000,"changes":1,"finalized":0}

                            """);
        }
    }

    @Test
    void whileNothingIsFinalNoneIsNamed() throws IOException {
        grow(1);
        try (BlockStream stream = begin(0)) {
            assertThat(taken(stream)).contains("\"finalized\":null}");
        }
    }

    @Test
    void withoutAHeightItBeginsWithTheNewestBlock() throws IOException {
        grow(5);
        try (BlockStream stream = store.streams().begin(Optional.empty(), Optional.of(""))) {
            take(stream);
            store.apply();
            take(stream);
        }
        assertThat(client.heard()).containsExactly("block 4", "block 5");
    }

    @Test
    void whoBeganWithTheNewestBlockGoesBackBelowItIfItsBranchIsReplacedFromThere() throws IOException {
        grow(8);
        store.finalizeUpTo(3);
        try (BlockStream stream = store.streams().begin(Optional.empty(), Optional.empty())) {
            take(stream);
            store.reorg(3, 4);
            take(stream);
            client.disconnected();
        }
        store.reorg(5, 6);
        try (BlockStream stream = store.streams().begin(Optional.empty(), client.lastId())) {
            take(stream);
        }
        assertThat(client.heard())
                .containsExactly(
                        "block 7",
                        "back to 4",
                        "block 5",
                        "block 6",
                        "block 7",
                        "block 8",
                        "back to 3",
                        "block 4",
                        "block 5",
                        "block 6",
                        "block 7",
                        "block 8",
                        "block 9");
    }

    @Test
    void whatAReorganisationReplacesIsRolledBackToTheForkAndNoFarther() throws IOException {
        grow(8);
        store.finalizeUpTo(2);
        try (BlockStream stream = begin(6)) {
            take(stream);
            store.reorg(2, 3);
            take(stream);
        }
        assertThat(client.heard()).containsExactly("block 6", "block 7", "back to 5", "block 6", "block 7", "block 8");
    }

    @Test
    void aBranchThatComesToNothingIsNeverHeardOf() throws IOException {
        grow(4);
        try (BlockStream stream = begin(0)) {
            take(stream);
            store.reorg(2, 2);
            store.reorg(1, 1);
            take(stream);
        }
        assertThat(client.heard())
                .containsExactly("block 0", "block 1", "block 2", "block 3", "back to 1", "block 2", "block 3");
    }

    @Test
    void aForkBelowTheFirstBlockThatWasAskedForBeginsTheStreamAnew() throws IOException {
        grow(8);
        try (BlockStream stream = begin(6)) {
            take(stream);
            store.reorg(4, 5);
            assertThat(taken(stream)).startsWith("""
                            id:\s
                            event: reset
                            data: {"next":6}

                            id: 6:""");
        }
    }

    @Test
    void whoConnectsAgainGoesOnWhereItWas() throws IOException {
        grow(4);
        takeOnce(0);
        grow(2);
        takeOnce(0);
        assertThat(client.heard()).containsExactly("block 0", "block 1", "block 2", "block 3", "block 4", "block 5");
    }

    @Test
    void whoWasAwayDuringAReorganisationGoesBackToWhatWasFinal() throws IOException {
        grow(6);
        store.finalizeUpTo(3);
        takeOnce(3);
        store.reorg(1, 2);
        takeOnce(3);
        assertThat(client.heard())
                .containsExactly("block 3", "block 4", "block 5", "back to 3", "block 4", "block 5", "block 6");
        assertThat(client.blocks()).isEqualTo(store.hashes().tailMap(3L));
    }

    @Test
    void whoIsAheadAfterARestartWaitsUntilTheChainIsThereAgainAndHearsNothingTwice() throws IOException {
        grow(6);
        store.finalizeUpTo(2);
        store.flush();
        store.finalizeUpTo(5);
        takeOnce(0);
        store.restart(false);
        try (BlockStream stream = store.streams().begin(Optional.empty(), client.lastId())) {
            take(stream);
        }
        assertThat(client.heard()).hasSize(6).endsWith("block 5");
    }

    @Test
    void whoseFinalBlocksWereReplacedWhileItWasAwayBeginsAnew() throws IOException {
        grow(6);
        store.finalizeUpTo(4);
        store.flush();
        takeOnce(1);
        store.rewind(2);
        grow(3);
        takeOnce(1);
        assertThat(client.heard().subList(5, client.heard().size()))
                .containsExactly("reset 1", "block 1", "block 2", "block 3", "block 4", "block 5");
    }

    @Test
    void whoIsThereDuringARewindGoesBackBelowWhatWasFinal() throws IOException {
        grow(6);
        store.finalizeUpTo(4);
        store.flush();
        try (BlockStream stream = begin(0)) {
            take(stream);
            store.rewind(2);
            grow(1);
            take(stream);
        }
        assertThat(client.heard()).endsWith("back to 2", "block 3");
    }

    @Test
    void whoIsSoSlowThatItsNextBlockIsPrunedIsLetGoAndThenToldWhy() throws IOException {
        growDurably(8);
        try (BlockStream stream = begin(0)) {
            store.prune(5);
            // What was found when the stream began is sent still.
            take(stream);
            assertThat(stream.turn(store.marks().now(), OutputStream.nullOutputStream()))
                    .isEqualTo(BlockStream.Turn.END);
        }
        Problem problem = refused(Optional.of(0L), client.lastId());
        assertThat(problem.status()).isEqualTo(410);
        assertThat(problem.name()).isEqualTo("pruned");
        assertThat(problem.facts()).containsEntry("earliest", 5L);
    }

    @Test
    void whatIsPrunedIsRefusedBeforeAnythingIsSent() {
        growDurably(8);
        store.prune(5);
        assertThat(refused(Optional.of(4L), Optional.empty()).name()).isEqualTo("pruned");
        assertThat(refused(Optional.of(4L), Optional.of("3:332d30")).name()).isEqualTo("pruned");
        begin(5).close();
    }

    @Test
    void aParentThatIsPrunedIsNoReasonNotToGoOn() throws IOException {
        growDurably(8);
        store.prune(5);
        try (BlockStream stream = store.streams().begin(Optional.of(new BlockHeight(0)), Optional.of("4:342d30"))) {
            take(stream);
        }
        assertThat(client.heard()).containsExactly("block 5", "block 6", "block 7");
    }

    @Test
    void aHeightAboveTheNextOneIsNotThereYet() {
        grow(3);
        Problem problem = refused(Optional.of(4L), Optional.empty());
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.name()).isEqualTo("not-yet-applied");
        begin(3).close();
    }

    @Test
    void anIdThatIsNoneIsRefusedByItsName() {
        assertThat(refused(Optional.empty(), Optional.of("7")).facts())
                .containsEntry("parameter", "Last-Event-ID")
                .containsEntry("given", "7");
    }

    @Test
    void thereAreNoMoreStreamsThanAllowedAndThoseThatEndMakeRoom() {
        grow(1);
        BlockStream first = begin(0);
        BlockStream second = begin(0);
        assertThat(refused(Optional.of(0L), Optional.empty()).status()).isEqualTo(503);
        first.close();
        first.close();
        BlockStream third = begin(0);
        assertThat(refused(Optional.of(0L), Optional.empty()).name()).isEqualTo("overloaded");
        second.close();
        third.close();
        // Who is refused takes no room.
        assertThat(refused(Optional.of(7L), Optional.empty()).status()).isEqualTo(404);
        begin(0).close();
        begin(0).close();
    }

    @Test
    void aStreamWaitsForBlocksAndEndsWhenTheWorkerStops() throws Exception {
        grow(1);
        try (BlockStream stream = begin(0)) {
            Thread writing = Thread.startVirtualThread(() -> write(stream, new ToClient()));
            awaitHeard(1);
            grow(3);
            awaitHeard(4);
            store.marks().close();
            writing.join();
        }
        assertThat(client.heard()).containsExactly("block 0", "block 1", "block 2", "block 3");
    }

    @Test
    void aStreamEndsWhenItsThreadIsInterrupted() throws Exception {
        grow(1);
        try (BlockStream stream = begin(0)) {
            Thread writing = Thread.startVirtualThread(() -> write(stream, new ToClient()));
            awaitHeard(1);
            writing.interrupt();
            writing.join();
        }
    }

    @Test
    void whileNothingHappensAStreamShowsThatItIsAlive() throws Exception {
        store.close();
        store = new FollowedStore(0, new BlockStreamConfig(1, Duration.ofMillis(1)));
        try (BlockStream stream = store.streams().begin(Optional.empty(), Optional.empty())) {
            Thread writing = Thread.startVirtualThread(() -> write(stream, new ToClient()));
            while (heartbeats() < 3) {
                Thread.onSpinWait();
            }
            store.marks().close();
            writing.join();
        }
    }

    @Test
    void aReplySaysWhatKindOfStreamItIsAndThatNobodyMayKeepIt() throws IOException {
        Reply reply = store.streams().open(Optional.empty(), Optional.empty());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers())
                .containsEntry("Content-Type", "text/event-stream")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Accel-Buffering", "no");
        ((ReplyBody.Streamed) reply.body()).close();
    }

    @Test
    void limitsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockStreamConfig(-1, Duration.ofSeconds(15)))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockStreamConfig(1, Duration.ZERO))
                .withMessageContaining("15s is a good start");
        assertThat(BlockStreamConfig.standard().heartbeat()).isEqualTo(Duration.ofSeconds(15));
    }

    private void grow(int blocks) {
        for (int i = 0; i < blocks; i++) {
            store.apply();
        }
    }

    private void growDurably(int blocks) {
        grow(blocks);
        store.finalizeUpTo(store.tip());
        store.flush();
    }

    private BlockStream begin(long from) {
        return store.streams().begin(Optional.of(new BlockHeight(from)), Optional.empty());
    }

    private Problem refused(Optional<Long> from, Optional<String> id) {
        RefusedException[] refused = new RefusedException[1];
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> store.streams().begin(from.map(BlockHeight::new), id))
                .satisfies(e -> refused[0] = e);
        return refused[0].problem();
    }

    private void takeOnce(long from) throws IOException {
        try (BlockStream stream = store.streams().begin(Optional.of(new BlockHeight(from)), client.lastId())) {
            take(stream);
        }
    }

    private void take(BlockStream stream) throws IOException {
        client.receive(taken(stream).getBytes(StandardCharsets.UTF_8));
    }

    private String taken(BlockStream stream) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var _ = stream.turn(store.marks().now(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void write(BlockStream stream, OutputStream out) {
        try {
            stream.writeTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitHeard(int events) {
        while (true) {
            synchronized (client) {
                if (client.heard().size() >= events) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    private int heartbeats() {
        synchronized (client) {
            return client.heartbeats();
        }
    }

    /// The client reads on another thread than the test.
    private final class ToClient extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (client) {
                client.receive(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        }
    }
}
