package dev.cairn.e2e.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.model.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildMainTest {
    private static final Bytes KNOWN = Bytes.ofHex("01");
    private static final Bytes DELETED = Bytes.ofHex("02");
    private static final Bytes EMPTIED = Bytes.ofHex("03");

    @TempDir
    private Path folder;

    @Test
    void aContenderCatchesUpAndThenAnswersAllQuestionsInTheirOrder() throws Exception {
        Order order = order();
        Question.write(
                order.questions(), List.of(new Question(7, KNOWN), new Question(8, DELETED), new Question(9, EMPTIED)));

        RunReport report = ChildMain.obey(order, _ -> new KnowsThreeKeys());

        assertThat(report.writes()).isEqualTo(3);
        assertThat(Answer.read(order.answers()))
                .containsExactly(
                        new Answer(Optional.of(Bytes.ofHex("0107"))),
                        new Answer(Optional.empty()),
                        new Answer(Optional.of(Bytes.EMPTY)));
    }

    @Test
    void aContenderThatFailsLeavesNoAnswers() throws Exception {
        Order order = order();
        Question.write(order.questions(), List.of(new Question(7, Bytes.ofHex("ff"))));

        assertThatThrownBy(() -> ChildMain.obey(order, _ -> new KnowsThreeKeys()))
                .hasMessage("no such key: 0xff");

        assertThat(Files.exists(order.answers())).isFalse();
    }

    @Test
    void anOrderSurvivesTheCommandLine() {
        assertThat(Order.of(order().arguments().toArray(String[]::new))).isEqualTo(order());
    }

    @Test
    void whoStartsAContenderByHandIsToldWhoDoesThat() {
        assertThatThrownBy(() -> Order.of("localhost:9092"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BOOTSTRAP_SERVERS FOLDER BLOCKS QUESTIONS ANSWERS")
                .hasMessageContaining("./cairn bench e2e");
    }

    private Order order() {
        return new Order("127.0.0.1:1", folder, 20, folder.resolve("questions"), folder.resolve("answers"));
    }

    /// A contender that knows three keys.
    private static final class KnowsThreeKeys implements CatchingUp {
        private boolean caughtUp;

        @Override
        public RunReport catchUp() {
            caughtUp = true;
            return new RunReport(3, 1, 1, 0, 0);
        }

        @Override
        public Optional<Bytes> valueAt(Bytes key, long height) {
            assertThat(caughtUp).isTrue();
            if (key.equals(KNOWN)) {
                return Optional.of(Bytes.wrap(new byte[] {1, (byte) height}));
            }
            if (key.equals(DELETED)) {
                return Optional.empty();
            }
            if (key.equals(EMPTIED)) {
                return Optional.of(Bytes.EMPTY);
            }
            throw new IllegalArgumentException("no such key: " + key);
        }

        @Override
        public void close() {
            assertThat(caughtUp).isTrue();
        }
    }
}
