package dev.cairn.broker;

import java.io.Serial;

/// Somebody else listens where the broker was told to.
final class PortTakenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    PortTakenException(int port) {
        super("expected port " + port + " of this machine to be free, but something listens there; stop it, or name"
                + " another port");
    }
}
