package dev.cairn.storage;

import java.nio.file.Path;

/// The child process of [KilledBeforeTheFirstRoundIT]: opens an empty database as one and as another for ever, and
/// says so each time, unless nobody listens any more.
final class IdentityChild {
    private IdentityChild() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        for (int opened = 0; !System.out.checkError(); opened++) {
            TestRocks.open(directory, Durability.valueOf(args[1]), KilledBeforeTheFirstRoundIT.identity(opened % 2))
                    .close();
            System.out.println("opened");
        }
    }
}
