package dev.cairn.cli;

import dev.cairn.client.Problem;

/// A worker does not have a height that it had when it was asked how far it is: it was pruned or rewound meanwhile.
final class HeightGoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;

    HeightGoneException(String worker, Problem problem, ExitCode code) {
        this(worker + ": " + problem.detail() + ". It was there a moment ago; ask again.", code);
    }

    HeightGoneException(String message, ExitCode code) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
