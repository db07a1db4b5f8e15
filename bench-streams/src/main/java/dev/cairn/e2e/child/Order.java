package dev.cairn.e2e.child;

import java.nio.file.Path;
import java.util.List;

/// What a child process is told on its command line.
///
/// @param bootstrapServers  of the broker that holds the topics
/// @param folder            where the child keeps its state; it exists and is empty
/// @param blocks            how many blocks to take in: those of the heights 0 to one less
/// @param questions         a file of what to answer once caught up
/// @param answers           the file that the answers go to
public record Order(String bootstrapServers, Path folder, int blocks, Path questions, Path answers) {
    public static final String BLOCKS_TOPIC = "blocks";
    public static final String TRANSACTIONS_TOPIC = "transactions";

    /// For a child that is asked nothing.
    public static Order withoutQuestions(String bootstrapServers, Path folder, int blocks) {
        return new Order(bootstrapServers, folder, blocks, Path.of("none"), Path.of("none"));
    }

    public List<String> arguments() {
        return List.of(
                bootstrapServers,
                folder.toString(),
                Integer.toString(blocks),
                questions.toString(),
                answers.toString());
    }

    /// The order that a command line holds.
    ///
    /// @throws IllegalArgumentException if these are not what [#arguments()] gives
    public static Order of(String... arguments) {
        if (arguments.length != 5) {
            throw new IllegalArgumentException("expected BOOTSTRAP_SERVERS FOLDER BLOCKS QUESTIONS ANSWERS, but got "
                    + List.of(arguments) + "; ./cairn bench e2e starts this program, nobody else");
        }
        return new Order(
                arguments[0],
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Path.of(arguments[3]),
                Path.of(arguments[4]));
    }
}
