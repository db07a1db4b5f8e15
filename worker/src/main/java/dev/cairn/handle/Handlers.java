package dev.cairn.handle;

import dev.cairn.spelling.Spelling;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// The handlers on the class path: ours, and those of other jars that name them in
/// `META-INF/services/dev.cairn.handle.TransactionHandler`.
public final class Handlers {
    private Handlers() {}

    /// A new handler with this name: each shard has its own, since a handler has one thread.
    ///
    /// @throws IllegalArgumentException  if there is none, or more than one
    public static TransactionHandler named(String name) {
        return named(name, TransactionHandler.class.getClassLoader());
    }

    static TransactionHandler named(String name, ClassLoader classPath) {
        List<TransactionHandler> all = all(classPath);
        List<TransactionHandler> named =
                all.stream().filter(handler -> handler.name().equals(name)).toList();
        return switch (named.size()) {
            case 0 -> throw new IllegalArgumentException(nobody(name, all));
            case 1 -> named.getFirst();
            default ->
                throw new IllegalArgumentException("handle.handler is '" + name + "', but several handlers on the class"
                        + " path have that name: " + classesOf(named) + "; take the jars of all but one away");
        };
    }

    private static List<TransactionHandler> all(ClassLoader classPath) {
        try {
            return ServiceLoader.load(TransactionHandler.class, classPath).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException(
                    "handle.handler cannot be looked up, since a handler on the class path cannot be loaded ("
                            + e.getMessage() + "); mend its jar or take it away",
                    e);
        }
    }

    private static String nobody(String name, List<TransactionHandler> all) {
        List<String> known = all.stream().map(TransactionHandler::name).sorted().toList();
        String meant = Spelling.nearest(name, known)
                .map(word -> " Did you mean '" + word + "'?")
                .orElse("");
        return "handle.handler is '" + name + "', but there is no handler of that name, only "
                + String.join(", ", known) + "." + meant
                + " A handler of your own has to be on the class path, see docs/handlers.md";
    }

    private static String classesOf(List<TransactionHandler> handlers) {
        return handlers.stream()
                .map(handler -> handler.getClass().getName())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
