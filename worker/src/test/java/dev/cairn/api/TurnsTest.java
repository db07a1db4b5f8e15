package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Reply;
import dev.cairn.read.HeightSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Point PATIENT =
            new Point(new HeightSelector.Latest(), Duration.ofSeconds(5), Optional.empty());

    private final Turns turns = new Turns(1);

    @Test
    void aSmallAnswerWaitsForNobody() {
        List<Point> asked = new ArrayList<>();
        Reply reply = turns.inTurn(() -> turns.answer(PATIENT, (point, bytesMax) -> {
            asked.add(point);
            return told(Turns.SMALL_BYTES_MAX, bytesMax);
        }));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(asked).containsExactly(PATIENT);
    }

    @Test
    void aLargeOneIsMadeAnewInItsTurnAndWaitsForNoHeightThere() {
        List<Point> asked = new ArrayList<>();
        Reply reply = turns.answer(PATIENT, (point, bytesMax) -> {
            asked.add(point);
            return told(Turns.SMALL_BYTES_MAX + 1, bytesMax);
        });
        assertThat(reply.status()).isEqualTo(200);
        assertThat(asked).containsExactly(PATIENT, PATIENT.withoutPatience());
    }

    @Test
    void largeOnesAreMadeOneAfterAnother() throws Exception {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger atWorkAtOnce = new AtomicInteger();
        CountDownLatch allAreThere = new CountDownLatch(8);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                replies.add(clients.submit(() -> turns.answer(PATIENT, (_, bytesMax) -> {
                    if (bytesMax <= Turns.SMALL_BYTES_MAX) {
                        meet(allAreThere);
                        throw new LargeAnswerException();
                    }
                    atWorkAtOnce.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    atWork.decrementAndGet();
                    return Reply.notModified();
                })));
            }
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(304);
            }
        }
        assertThat(atWorkAtOnce).hasValue(1);
    }

    private static void meet(CountDownLatch others) {
        others.countDown();
        try {
            others.await();
        } catch (InterruptedException e) {
            throw new AssertionError("expected the others to come", e);
        }
    }

    private static Reply told(long bytes, long bytesMax) {
        LargeAnswerException.throwIfMore(bytes, bytesMax);
        return Reply.json(200, json -> json.writeStartObject());
    }
}
