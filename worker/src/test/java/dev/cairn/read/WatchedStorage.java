package dev.cairn.read;

import dev.cairn.storage.StateCursor;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A storage whose reads can be watched and interfered with, around a real one.
final class WatchedStorage {
    private static final Set<String> NATIVE_OF_CURSORS = Set.of("next", "seek");

    final AtomicInteger openCursors = new AtomicInteger();
    private final Storage real;
    private volatile Consumer<String> before = _ -> {};
    private volatile Consumer<String> after = _ -> {};

    WatchedStorage(Storage real) {
        this.real = real;
    }

    /// Runs before each native read, which it is told by the name of its method.
    void beforeEach(Consumer<String> action) {
        before = action;
    }

    /// Runs after each native read.
    void afterEach(Consumer<String> action) {
        after = action;
    }

    /// Runs once, before the next native read with a name.
    void beforeNext(String method, Runnable action) {
        before = called -> {
            if (called.equals(method)) {
                before = _ -> {};
                action.run();
            }
        };
    }

    /// Runs once, after the next native read with a name.
    void afterNext(String method, Runnable action) {
        after = called -> {
            if (called.equals(method)) {
                after = _ -> {};
                action.run();
            }
        };
    }

    Storage storage() {
        StorageReader reader = proxy(StorageReader.class, this::read);
        return proxy(
                Storage.class,
                (method, arguments) -> method.getName().equals("reader") ? reader : invoke(real, method, arguments));
    }

    private Object read(Method method, Object[] arguments) throws Throwable {
        before.accept(method.getName());
        Object result = invoke(real.reader(), method, arguments);
        if (result instanceof StateCursor cursor) {
            openCursors.incrementAndGet();
            result = proxy(StateCursor.class, (called, with) -> walk(cursor, called, with));
        }
        after.accept(method.getName());
        return result;
    }

    private Object walk(StateCursor cursor, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("fetchesNext")) {
            return true;
        }
        if (method.getName().equals("close")) {
            openCursors.decrementAndGet();
        }
        boolean isNative = NATIVE_OF_CURSORS.contains(method.getName());
        if (isNative) {
            before.accept(method.getName());
        }
        Object result = invoke(cursor, method, arguments);
        if (isNative) {
            after.accept(method.getName());
        }
        return result;
    }

    private interface Call {
        Object run(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call.run(method, arguments == null ? new Object[0] : arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
