package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SourceWatchTest {
    private final KnownCluster cluster = new KnownCluster(1, 1);
    private final SourceWatch watch = new SourceWatch(cluster, cluster.feed(), "test");

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void whatIsTheSameAsEverIsNoNews() {
        watch.look();

        assertThatCode(watch::haltIfReplaced).doesNotThrowAnyException();
    }

    @Test
    void anotherClusterIsToldByBothIds() {
        cluster.clusterId = "another";

        watch.look();

        assertReplaced("expected the cluster with id cluster, but the one that answers now has id another");
    }

    @Test
    void aTopicMadeAgainIsToldByBothIds() {
        cluster.topics.put("blocks", new Feed.Topic("new-id", 1));

        watch.look();

        assertReplaced(
                "expected topic 'blocks' with id blocks-id, but it was deleted and made again: its id is new-id");
    }

    @Test
    void aTopicThatIsMissingTwiceWasDeleted() {
        cluster.topics.remove("transactions");

        watch.look();
        assertThatCode(watch::haltIfReplaced).doesNotThrowAnyException();
        watch.look();

        assertReplaced("expected topic 'transactions' with id transactions-id, but it was deleted");
    }

    @Test
    void aTopicThatABrokerHasNotHeardOfYetIsNotDeleted() {
        Feed.Topic topic = cluster.topics.remove("transactions");
        watch.look();
        cluster.topics.put("transactions", topic);
        watch.look();
        cluster.topics.remove("transactions");
        watch.look();

        assertThatCode(watch::haltIfReplaced).doesNotThrowAnyException();
    }

    @Test
    void whatWasReplacedStaysSoWhateverComesLater() {
        cluster.clusterId = "another";
        watch.look();
        cluster.clusterId = "cluster";
        watch.look();

        assertReplaced("has id another");
    }

    @Test
    void noAnswerIsToldUntilThereIsOne() {
        cluster.failure = Optional.of(new SourceUnavailableException("down", new RuntimeException()));
        watch.look();

        assertThatCode(watch::haltIfReplaced).doesNotThrowAnyException();
        assertThatThrownBy(watch::throwIfSilent)
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessage("down");

        cluster.failure = Optional.empty();
        watch.look();
        assertThatCode(watch::throwIfSilent).doesNotThrowAnyException();
    }

    @Test
    void whatNobodyForesawIsToldAndItLooksAgain() {
        cluster.failure = Optional.of(new IllegalStateException("a mistake"));
        // What is thrown here would end the looking for ever.
        assertThatCode(watch::look).doesNotThrowAnyException();
        assertThatThrownBy(watch::throwIfSilent)
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("expected to see whether cluster and topics are the same ones")
                .hasMessageContaining("a mistake");
        // Records come from elsewhere, and say nothing of what went wrong here.
        watch.answered();
        assertThatThrownBy(watch::throwIfSilent).hasMessageContaining("a mistake");

        cluster.failure = Optional.empty();
        watch.look();
        assertThatCode(watch::throwIfSilent).doesNotThrowAnyException();
    }

    @Test
    void aLookThatIsRefusedIsToldAsARefusal() {
        Halt refusal = new Halt(HaltReason.SOURCE_REFUSED, "expected to look", "here", "Give rights.");
        cluster.failure = Optional.of(new HaltException(refusal));

        watch.look();

        assertThatThrownBy(watch::throwIfSilent)
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt()).isEqualTo(refusal));
    }

    @Test
    void morePartitionsAreSeen() {
        cluster.topics.put("transactions", new Feed.Topic("transactions-id", 2));

        watch.look();

        assertThat(watch.seen()).isEqualTo(cluster.feed());
    }

    private void assertReplaced(String what) {
        assertThatThrownBy(watch::haltIfReplaced)
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt().reason()).isEqualTo(HaltReason.SOURCE_REPLACED))
                .hasMessageContaining(what)
                .hasMessageContaining("source.bootstrap-servers");
    }
}
