package dev.cairn.http;

import java.util.Locale;

/// What came of a request, as far as an operator has to tell it apart.
public enum Outcome {
    ANSWERED,
    /// It asks for what there is not, or in a way that cannot be.
    CLIENT_ERROR,
    /// Who asks may not: no token, an unknown one, one for less; or a page of somebody else.
    NOT_LET_IN,
    /// There are too many, or the worker is starting or closing.
    OVERLOADED,
    FAILED;

    private static final int FIRST_OF_CLIENT = 400;
    private static final int FIRST_OF_SERVER = 500;

    static Outcome of(int status) {
        return switch (status) {
            case 401, 403, 421 -> NOT_LET_IN;
            case 503 -> OVERLOADED;
            // Another HTTP than ours, which the client chose.
            case 505 -> CLIENT_ERROR;
            default -> {
                if (status < FIRST_OF_CLIENT) {
                    yield ANSWERED;
                }
                yield status < FIRST_OF_SERVER ? CLIENT_ERROR : FAILED;
            }
        };
    }

    /// As in metrics.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
