package dev.cairn.testing;

import dev.cairn.broker.LocalBroker;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives the constructor of a test a broker: one for all tests of its class, which goes after the last of them.
public final class BrokerOfTheClass implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BrokerOfTheClass.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        // The store closes what it holds, when the class is done.
        context.getStore(NAMESPACE).put(LocalBroker.class, LocalBroker.start());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(
                context.getStore(NAMESPACE).get(LocalBroker.class), "the broker was started before the first test");
    }
}
