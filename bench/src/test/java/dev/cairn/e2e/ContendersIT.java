package dev.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.Order;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run compares what it took in and the state it left with the chain's oracle, see [E2eContender#run(String)].
class ContendersIT {
    private static final E2eLoad TINY = new E2eLoad(150, 60, 2_000, 1);

    private final Screen screen = Screen.besideResults();

    @Test
    void everyContenderTakesInTheWholeChainAndHasItsStateRight(@TempDir Path folder) throws Exception {
        SyntheticChain chain = E2eLoad.chain(TINY.blocks());
        try (LocalBroker broker = ChainTopics.startBroker(screen)) {
            ChainTopics.fill(broker, chain, screen);
            for (E2eContender contender : new Contenders(TINY, chain, folder).all()) {
                assertThatCode(() -> contender.run(broker.bootstrapServers()))
                        .as(contender.name())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aChildThatFailsIsAFailure() {
        ChildJvm jvm = ChildJvm.ofBench(64);
        Order nobodyThere = Order.withoutQuestions("127.0.0.1:1", Path.of("none"), 1);

        assertThatThrownBy(() -> jvm.run(StoreAlone.class.getName(), nobodyThere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("StoreAlone to end with 0, but it ended with 1");
    }

    @Test
    void theTipAndARestartAreMeasuredOnTheRunningWorker() throws Exception {
        TipTrial.Result tip = new TipTrial(10).run(screen);
        assertThat(tip.median()).isBetween(0L, tip.p99());
        assertThat(tip.p99()).isLessThanOrEqualTo(tip.max());

        RestartTrial.Result restart = new RestartTrial(50, 1, ofJars()).run(screen);
        assertThat(restart.installed().min()).isPositive();
        assertThat(restart.untaught().min()).isPositive();
    }

    /// What tests run with are folders; the jars of the same classes lie beside them.
    private static ChildJvm ofJars() throws IOException {
        Path target = Path.of("target");
        try (Stream<Path> jars = Files.list(target)) {
            Path own = jars.filter(file -> file.getFileName().toString().matches("cairn-bench-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            return new ChildJvm(own + ":" + target.resolve("lib") + "/*", ChildJvm.WORKER_HEAP_MIB, List.of());
        }
    }
}
