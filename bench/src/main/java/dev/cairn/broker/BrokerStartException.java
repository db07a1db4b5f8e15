package dev.cairn.broker;

import java.io.Serial;

/// A broker did not come up. The message says why as far as it is known, and ends with the tail of the broker's log.
public final class BrokerStartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokerStartException(String what, String logTail) {
        super(what + ". The last lines of its log:\n" + logTail);
    }
}
