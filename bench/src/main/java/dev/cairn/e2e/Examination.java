package dev.cairn.e2e;

import com.google.protobuf.ByteString;
import dev.cairn.e2e.child.Answer;
import dev.cairn.e2e.child.Question;
import dev.cairn.model.Bytes;
import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.StateView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What contenders are asked after a run, and what they have to say: the values of keys drawn at random, as the chain's
/// oracle knows them. A few keys are asked for that were never written.
final class Examination {
    private static final double NEVER_WRITTEN = 0.02;

    private final Path questionFile;
    private final List<Question> questions;
    private final List<Answer> expected;

    private Examination(Path questionFile, List<Question> questions, List<Answer> expected) {
        this.questionFile = questionFile;
        this.questions = questions;
        this.expected = expected;
    }

    /// For those who keep the latest values only.
    static Examination ofLatest(Oracle oracle, int blocks, int count, Path file) throws IOException {
        return new Drawing(oracle, blocks).examination(count, blocks - 1, file);
    }

    /// For those who keep history: half of the questions are about the last height, half about any.
    static Examination ofHistory(Oracle oracle, int blocks, int count, Path file) throws IOException {
        return new Drawing(oracle, blocks).examination(count, 0, file);
    }

    Path questionFile() {
        return questionFile;
    }

    /// @throws IllegalStateException if an answer is missing or wrong
    void check(String contender, List<Answer> answers) {
        if (answers.size() != expected.size()) {
            throw new IllegalStateException(
                    "expected " + expected.size() + " answers of " + contender + ", but got " + answers.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!answers.get(i).equals(expected.get(i))) {
                throw new IllegalStateException("expected " + contender + " to answer " + questions.get(i) + " with "
                        + expected.get(i) + ", but it says " + answers.get(i)
                        + "; its rate is worth nothing before its state is right");
            }
        }
    }

    /// Draws questions about the state after the block of this number less one, or earlier.
    private static final class Drawing {
        private final SplittableRandom random = new SplittableRandom(1);
        private final Oracle oracle;
        private final int blocks;
        private final List<ByteString> keys = new ArrayList<>();

        Drawing(Oracle oracle, int blocks) {
            this.oracle = oracle;
            this.blocks = blocks;
            for (StateView.Entry entry : oracle.stateVisibleAfter(blocks)) {
                keys.add(entry.key());
            }
        }

        Examination examination(int count, int lowestHeight, Path file) throws IOException {
            List<Question> questions = new ArrayList<>(count);
            List<Answer> expected = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ByteString key = key();
                int height = random.nextBoolean() ? blocks - 1 : random.nextInt(lowestHeight, blocks);
                questions.add(new Question(height, Bytes.wrap(key.toByteArray())));
                expected.add(
                        new Answer(oracle.stateAfter(height).value(key).map(value -> Bytes.wrap(value.toByteArray()))));
            }
            Question.write(file, questions);
            return new Examination(file, questions, expected);
        }

        private ByteString key() {
            if (random.nextDouble() >= NEVER_WRITTEN) {
                return keys.get(random.nextInt(keys.size()));
            }
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            return ByteString.copyFrom(bytes);
        }
    }
}
