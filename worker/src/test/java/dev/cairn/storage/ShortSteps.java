package dev.cairn.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/// A storage that goes back one block at a time, as a real one does where blocks change very much.
public final class ShortSteps {
    private final Storage real;
    private LongConsumer before = _ -> {};

    public ShortSteps(Storage real) {
        this.real = real;
    }

    /// Is told the height that each step leaves, once it is prepared; what it throws is thrown by the step.
    public void beforeEach(LongConsumer action) {
        before = action;
    }

    public Storage storage() {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (_, method, arguments) -> {
                    try {
                        return method.getName().equals("beginRewind")
                                ? step((Long) arguments[0])
                                : method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private RewindWrite step(long toHeight) {
        long from = real.committed().orElseThrow().height();
        RewindWrite write = real.beginRewind(Math.max(toHeight, from - 1), UnaryOperator.identity());
        return () -> {
            before.accept(from);
            return write.commit();
        };
    }
}
