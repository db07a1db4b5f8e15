package dev.cairn.e2e.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// What the main class of every contender does: catch up, answer, report, end.
public final class ChildMain {
    private ChildMain() {}

    /// How a contender is made.
    @FunctionalInterface
    public interface Contender {
        CatchingUp of(Order order) throws Exception;
    }

    /// Does what the command line orders, and ends this process: some libraries leave threads behind.
    @SuppressWarnings("CatchAndPrintStackTrace") // our standard error is what the parent shows
    public static void run(String[] arguments, Contender contender) {
        endWithParent();
        int exitCode = 1;
        try {
            System.out.println(obey(Order.of(arguments), contender).line());
            exitCode = 0;
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(exitCode);
    }

    /// Lets this process end when the one that started it does.
    public static void endWithParent() {
        Thread.ofPlatform().daemon().name("watch-parent").start(() -> endWith(System.in));
    }

    static RunReport obey(Order order, Contender contender) throws Exception {
        List<Question> questions = Question.read(order.questions());
        try (CatchingUp catchingUp = contender.of(order)) {
            RunReport report = catchingUp.catchUp();
            List<Answer> answers = new ArrayList<>(questions.size());
            for (Question question : questions) {
                answers.add(new Answer(catchingUp.valueAt(question.key(), question.height())));
            }
            Answer.write(order.answers(), answers);
            return report;
        }
    }

    /// The parent says nothing; the end of the pipe means that it is gone.
    private static void endWith(InputStream fromParent) {
        try {
            while (fromParent.read() >= 0) {
                // What it says does not matter.
            }
        } catch (IOException _) {
            // A broken pipe tells the same as its end.
        }
        Runtime.getRuntime().halt(1);
    }
}
