package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.cairn.fixtures.LoggedLines;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OffsetCommitsTest {
    private final Exception noRight = GroupAuthorizationException.forGroupId("cairn");
    private final Exception noCoordinator =
            new RetriableCommitFailedException(new CoordinatorNotAvailableException("none yet"));

    @RegisterExtension
    final LoggedLines lines = new LoggedLines(OffsetCommits.class.getName());

    private final Deque<Optional<Exception>> outcomes = new ArrayDeque<>();
    private final OffsetCommits commits = new OffsetCommits(
            new MockConsumer<>("none") {
                @Override
                public synchronized void commitAsync(
                        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
                    callback.onComplete(offsets, outcomes.remove().orElse(null));
                }
            },
            SourceConfig.standard("broker:9093", "blocks", "transactions"));

    @Test
    void aRightThatIsMissingIsToldWithTheCommandThatGrantsItAlsoWhereKafkaTakesItForAMissingCoordinator() {
        commitWith(new RetriableCommitFailedException(noRight));

        assertThat(warnings())
                .singleElement()
                .satisfies(line -> assertThat(line.getKeyValuePairs())
                        .anySatisfy(pair ->
                                assertThat(String.valueOf(pair.value)).contains("--operation Read --group cairn`")));
    }

    @Test
    void itIsToldOnceAndAgainAfterASuccess() {
        commitWith(noRight, noRight);
        assertThat(warnings()).hasSize(1);

        outcomes.add(Optional.empty());
        commit();
        commitWith(noRight);

        assertThat(warnings()).hasSize(2);
    }

    @Test
    void aCoordinatorThatIsBeingMadeIsNoWarningAndHidesNone() {
        commitWith(noCoordinator);
        assertThat(warnings()).isEmpty();

        commitWith(new RecordTooLargeException("metadata"));

        assertThat(warnings()).hasSize(1);
    }

    private void commitWith(Exception... failures) {
        Arrays.stream(failures).forEach(failure -> {
            outcomes.add(Optional.of(failure));
            commit();
        });
    }

    private void commit() {
        commits.commit(ResumeOffsets.of(Map.of(new SourcePartition("blocks", 0), 4L)));
    }

    private List<ILoggingEvent> warnings() {
        return lines.all().stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .toList();
    }
}
