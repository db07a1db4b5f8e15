package dev.cairn.api;

import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.read.Walk;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/// A walk over the numbers from 1 on, of which some have themselves as a value.
final class NumberedWalk implements Walk<StateValue> {
    private final long last;
    private final LongPredicate hasValue;
    private final LongUnaryOperator stepsOf;
    private long number;
    private long steps;
    boolean closed;

    /// @param stepsOf  a number
    NumberedWalk(long last, LongPredicate hasValue, LongUnaryOperator stepsOf) {
        this.last = last;
        this.hasValue = hasValue;
        this.stepsOf = stepsOf;
    }

    /// One that never ends, and finds nothing.
    static NumberedWalk endless() {
        return new NumberedWalk(Long.MAX_VALUE, _ -> false, _ -> 1);
    }

    long number() {
        return number;
    }

    @Override
    public boolean step() {
        if (number == last) {
            return false;
        }
        number++;
        steps += stepsOf.applyAsLong(number);
        return true;
    }

    @Override
    public StateKey key() {
        return new StateKey(bytes());
    }

    @Override
    public Optional<StateValue> found() {
        return hasValue.test(number) ? Optional.of(new StateValue(bytes())) : Optional.empty();
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void close() {
        closed = true;
    }

    private Bytes bytes() {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }
}
