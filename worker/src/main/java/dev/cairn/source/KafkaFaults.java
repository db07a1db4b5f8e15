package dev.cairn.source;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/// What Kafka's exceptions mean to us: try again later, or stop and say what to do. What is not Kafka's own stays what
/// it is, a mistake of ours.
final class KafkaFaults {
    private KafkaFaults() {}

    /// @param expected  what was to be done, to follow "expected to"
    static RuntimeException of(RuntimeException cause, String expected, String where) {
        return switch (cause) {
            // Either side may have turned the other down; the cause says which, and why.
            case SslAuthenticationException e ->
                refused(
                        e,
                        expected,
                        where,
                        "Check ssl.truststore, ssl.keystore and ssl.endpoint.identification.algorithm below source.kafka"
                                + " against the brokers' certificates");
            case AuthenticationException e ->
                refused(
                        e,
                        expected,
                        where,
                        "Check the credentials in source.kafka.sasl.jaas.config, and whether the brokers know them for"
                                + " source.kafka.sasl.mechanism");
            case AuthorizationException e ->
                refused(
                        e,
                        expected,
                        where,
                        "Give the user Read on the topics and on the group, and Write on the topic for dead letters");
            case InvalidTopicException e -> refused(e, expected, where, "Correct the names of the topics");
            case UnsupportedVersionException e ->
                refused(e, expected, where, "The brokers are too old for this worker: they have to be 2.8 or newer");
            case KafkaException e ->
                new SourceUnavailableException("expected to %s (%s), but %s".formatted(expected, where, said(e)), e);
            default -> cause;
        };
    }

    /// A question that ran out of time. Kafka's own words name its calls, and are the same for a port where nobody
    /// listens and for one where another protocol is spoken.
    static SourceUnavailableException noAnswer(TimeoutException cause, String expected, SourceConfig config) {
        return new SourceUnavailableException(
                "expected to %s (%s), but no broker answered in the protocol %s (source.kafka.security.protocol)"
                        .formatted(
                                expected,
                                config.bootstrapServers(),
                                config.client()
                                        .getOrDefault(
                                                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                                                CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL)),
                cause);
    }

    /// What a future failed with.
    static RuntimeException causeOf(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e);
    }

    private static HaltException refused(RuntimeException e, String expected, String where, String whatToDo) {
        return new HaltException(
                new Halt(
                        HaltReason.SOURCE_REFUSED,
                        "expected to %s, but Kafka refuses: %s".formatted(expected, said(e)),
                        where,
                        whatToDo + "."),
                e);
    }

    /// With all the causes: of a client that could not be made, the first message says only that.
    static String said(RuntimeException e) {
        StringBuilder text = new StringBuilder(messageOf(e));
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            // Many only repeat the one below them.
            String message = messageOf(cause);
            if (text.indexOf(message) < 0) {
                text.append(": ").append(message);
            }
        }
        return text.toString();
    }

    /// Many of Java's own messages are no sentences, but the name of a file or a class.
    private static String messageOf(Throwable e) {
        String type = e.getClass().getSimpleName();
        String message = e.getMessage();
        if (message == null) {
            return type;
        }
        return e instanceof IOException || e instanceof LinkageError ? type + " " + message : message;
    }
}
