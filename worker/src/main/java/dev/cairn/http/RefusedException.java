package dev.cairn.http;

import org.jspecify.annotations.Nullable;

/// A request that cannot be answered as it is; the problem goes to the client.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public RefusedException(Problem problem) {
        this(problem, null);
    }

    RefusedException(Problem problem, @Nullable Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
