package dev.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cairn.e2e.child.Answer;
import dev.cairn.e2e.child.Question;
import dev.cairn.model.Bytes;
import dev.cairn.synthetic.Oracle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {
    private static final int BLOCKS = 20;
    private static final int COUNT = 500;

    private final Oracle oracle = E2eLoad.chain(BLOCKS).oracle();

    @TempDir
    private Path folder;

    @Test
    void whoKeepsTheLatestValuesIsAskedForNothingElse() throws IOException {
        Examination examination = Examination.ofLatest(oracle, BLOCKS, COUNT, folder.resolve("questions"));

        assertThat(Question.read(examination.questionFile()))
                .hasSize(COUNT)
                .allSatisfy(question -> assertThat(question.height()).isEqualTo(BLOCKS - 1));
    }

    @Test
    void whoKeepsHistoryIsAskedForAllHeightsAndMoreOftenForTheLast() throws IOException {
        Examination examination = Examination.ofHistory(oracle, BLOCKS, COUNT, folder.resolve("questions"));

        List<Long> heights = Question.read(examination.questionFile()).stream()
                .map(Question::height)
                .toList();
        assertThat(heights).contains(0L, BLOCKS - 2L).allMatch(height -> height >= 0 && height < BLOCKS);
        assertThat(heights.stream().filter(height -> height == BLOCKS - 1)).hasSizeGreaterThan(COUNT / 3);
    }

    @Test
    void theOraclesAnswersPass() throws IOException {
        Examination examination = Examination.ofHistory(oracle, BLOCKS, COUNT, folder.resolve("questions"));

        assertThatCode(() -> examination.check("oracle", rightAnswers(examination)))
                .doesNotThrowAnyException();
    }

    @Test
    void oneWrongAnswerFailsAndIsShownWithItsQuestion() throws IOException {
        Examination examination = Examination.ofHistory(oracle, BLOCKS, COUNT, folder.resolve("questions"));
        List<Answer> answers = new ArrayList<>(rightAnswers(examination));
        answers.set(COUNT - 1, new Answer(Optional.of(Bytes.ofHex("c0ffee"))));

        assertThatThrownBy(() -> examination.check("somebody", answers))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("expected somebody to answer Question[height=")
                .hasMessageContaining("but it says Answer[value=Optional[0xc0ffee]]");
    }

    @Test
    void aMissingAnswerFails() throws IOException {
        Examination examination = Examination.ofLatest(oracle, BLOCKS, COUNT, folder.resolve("questions"));
        List<Answer> answers = rightAnswers(examination);

        assertThatThrownBy(() -> examination.check("somebody", answers.subList(1, COUNT)))
                .hasMessage("expected 500 answers of somebody, but got 499");
    }

    private List<Answer> rightAnswers(Examination examination) throws IOException {
        return Question.read(examination.questionFile()).stream()
                .map(question -> oracle.stateAfter((int) question.height())
                        .value(ByteString.copyFrom(question.key().toArray())))
                .map(value -> new Answer(value.map(bytes -> Bytes.wrap(bytes.toByteArray()))))
                .toList();
    }
}
