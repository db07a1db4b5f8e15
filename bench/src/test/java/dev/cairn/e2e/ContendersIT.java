package dev.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.broker.LocalBroker;
import dev.cairn.synthetic.SyntheticChain;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run compares what it took in and the state it left with the chain's oracle, see [E2eContender#run(String)].
class ContendersIT {
    private static final E2eLoad TINY = new E2eLoad(150, 60, 2_000, 1);

    @Test
    void everyContenderTakesInTheWholeChainAndHasItsStateRight(@TempDir Path folder) throws Exception {
        SyntheticChain chain = E2eLoad.chain(TINY.blocks());
        try (LocalBroker broker = LocalBroker.start()) {
            ChainTopics.fill(broker, chain);
            for (E2eContender contender : new Contenders(TINY, chain, folder).all()) {
                assertThatCode(() -> contender.run(broker.bootstrapServers()))
                        .as(contender.name())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aContenderThatEndsWithoutAReportIsAFailure() {
        ChildJvm jvm = ChildJvm.ofBench(64);

        assertThatThrownBy(() -> jvm.run(List.of(StoreAlone.class.getName(), "nonsense")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("StoreAlone to report and to end with 0, but it ended with 1 and no report");
    }
}
