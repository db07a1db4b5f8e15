package dev.cairn.bench;

import java.util.Arrays;
import java.util.List;

/// `./cairn bench NAME [--quick]`.
public final class Bench {
    private static final int USAGE_ERROR = 2;

    private Bench() {}

    public static void main(String[] args) {
        int exitCode = run(List.of(args));
        // Only a failure needs saying: returning lets whatever a benchmark started come to its own end.
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(List<String> args) {
        List<String> options = args.stream().skip(1).toList();
        boolean understood = !args.isEmpty() && (options.isEmpty() || options.equals(List.of("--quick")));
        for (Command command : Command.values()) {
            if (understood && command.spelled.equals(args.getFirst())) {
                command.run(!options.isEmpty());
                return 0;
            }
        }
        System.err.println(usage());
        return USAGE_ERROR;
    }

    private static String usage() {
        StringBuilder text = new StringBuilder("usage: ./cairn bench NAME [--quick]\n");
        Arrays.stream(Command.values())
                .forEach(command -> text.append("\n  %-10s %s".formatted(command.spelled, command.measures)));
        return text.toString();
    }

    private enum Command {
        GENERATE("generate", "how fast the synthetic chain writes events") {
            @Override
            void run(boolean quick) {
                new GenerateBench(quick).run();
            }
        };

        private final String spelled;
        private final String measures;

        Command(String spelled, String measures) {
            this.spelled = spelled;
            this.measures = measures;
        }

        abstract void run(boolean quick);
    }
}
