package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OperatorRoutesTest {
    private final SortedMap<Integer, Readiness> readiness = new TreeMap<>();
    private final List<Route> routes = OperatorRoutes.of(
            accept -> Reply.text(200, "series for " + accept.prefers("a/b", "c/d"), "cairn_applied_height 7\n"),
            () -> readiness,
            () -> "all is well");

    @Test
    void seriesComeInTheFormatThatWasAskedFor() {
        assertThat(answer("/metrics")).isEqualTo(Reply.text(200, "series for true", "cairn_applied_height 7\n"));
    }

    @Test
    void aProcessThatAnswersIsAliveWhateverItsShardsDo() {
        readiness.put(0, new Readiness.Halted(halt(HaltReason.GAP)));
        assertThat(answer("/healthz")).isEqualTo(Reply.text(200, "alive"));
    }

    @Test
    void theSummaryIsPassedOn() {
        assertThat(answer("/summary")).isEqualTo(Reply.text(200, "all is well"));
    }

    @Test
    void aWorkerIsReadyWhenAllItsShardsAre() {
        readiness.putAll(Map.of(0, Readiness.READY, 1, Readiness.READY));
        assertThat(answer("/readyz")).isEqualTo(Reply.text(200, "shard 0: ready\nshard 1: ready"));
    }

    @Test
    void aWorkerWithoutAShardIsStarting() {
        assertThat(answer("/readyz")).isEqualTo(Reply.text(503, "starting: no shard is open yet"));
    }

    @Test
    void whoIsStartingSaysWhatIsWaitedForAndWhatToDo() {
        readiness.putAll(Map.of(
                0,
                Readiness.READY,
                1,
                new Readiness.Starting("Kafka at broker:9092", "Check source.bootstrap-servers.")));
        assertThat(answer("/readyz"))
                .isEqualTo(Reply.text(
                        503,
                        "shard 0: ready\nshard 1: starting: waiting for Kafka at broker:9092. Check"
                                + " source.bootstrap-servers."));
    }

    @Test
    void whoWaitsForKafkaSaysSo() {
        readiness.put(0, new Readiness.Waiting("expected an answer"));
        assertThat(answer("/readyz"))
                .isEqualTo(Reply.text(
                        503,
                        "shard 0: waiting for Kafka: expected an answer. It is asked again by itself; look whether the"
                                + " brokers run."));
    }

    @Test
    void whoWasToldToStandStillSaysHowToGoOn() {
        readiness.put(0, new Readiness.Paused());
        assertThat(answer("/readyz"))
                .isEqualTo(Reply.text(
                        503,
                        "shard 0: paused: an operator has told it to stand still. POST /v1/admin/resume lets it go on,"
                                + " and so does a restart."));
    }

    @Test
    void whoWaitsLongForABlockSaysWhichSinceWhenAndWhatItLacks() {
        BlockRef block = new BlockRef(new BlockHeight(5), new BlockHash(Bytes.wrap(new byte[] {(byte) 0x9d})));
        readiness.put(0, new Readiness.Incomplete(block, Instant.EPOCH, "missing are the indexes 1"));
        assertThat(answer("/readyz"))
                .isEqualTo(Reply.text(
                        503,
                        "shard 0: waiting for block " + block
                                + " since 1970-01-01T00:00:00Z: missing are the indexes 1. It"
                                + " goes on by itself when that comes. If it was published, look which partition lags; if"
                                + " not, the producer has to publish it."));
    }

    @Test
    void whoIsHaltedSaysWhyAndWhatToDo() {
        readiness.put(0, new Readiness.Halted(halt(HaltReason.GAP)));
        assertThat(answer("/readyz"))
                .isEqualTo(Reply.text(503, "shard 0: halted: gap: something happened (somewhere). Do something."));
        readiness.put(0, new Readiness.Halted(halt(HaltReason.DISK_FULL)));
        assertThat(answer("/readyz"))
                .isEqualTo(Reply.text(
                        503,
                        "shard 0: halted: disk_full: something happened (somewhere). Do something. It is tried again"
                                + " by itself."));
    }

    @Test
    void whoMayNotReadLearnsWhetherAWorkerIsReadyAndNotWhy() {
        readiness.put(0, Readiness.READY);
        assertThat(answerToStranger("/readyz")).isEqualTo(Reply.text(200, "ready"));
        readiness.put(0, new Readiness.Halted(halt(HaltReason.GAP)));
        assertThat(answerToStranger("/readyz"))
                .isEqualTo(Reply.text(503, "not ready; why is told to whoever asks with a token, and in the log"));
    }

    @Test
    void strangersMayAskWhetherItIsAliveAndReadyAndNothingElse() {
        assertThat(routes.stream()
                        .filter(route -> route.access() == Access.EVERYBODY)
                        .map(Route::path))
                .containsExactly("/healthz", "/readyz");
        assertThat(routes.stream().filter(route -> route.access() == Access.ADMINS))
                .isEmpty();
    }

    private static Halt halt(HaltReason reason) {
        return new Halt(reason, "something happened", "somewhere", "Do something.");
    }

    private Reply answer(String path) {
        return route(path).handler().answer(Request.get(path, Map.of()).withHeader("Accept", "c/d;q=0.5, a/b"));
    }

    private Reply answerToStranger(String path) {
        return route(path)
                .handler()
                .answer(new Request(path, Map.of(), Map.of(), Map.of(), Bytes.EMPTY, Access.EVERYBODY));
    }

    private Route route(String path) {
        Route route = routes.stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        assertThat(route.method()).isEqualTo("GET");
        return route;
    }
}
