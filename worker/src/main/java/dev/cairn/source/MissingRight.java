package dev.cairn.source;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/// What the worker's user would have to be allowed, and is not. Told with the command that grants it: Kafka's own words
/// name at most the resource.
///
/// To read from a topic or to write to one includes to describe it, so one right for each is enough.
record MissingRight(AclOperation operation, ResourceType type, SortedSet<String> names) {
    Halt halt(String bootstrapServers) {
        return new Halt(
                HaltReason.SOURCE_REFUSED,
                "expected to be allowed %s, but Kafka refuses that to the user the worker logs in as".formatted(this),
                bootstrapServers,
                whatToDo(bootstrapServers));
    }

    String whatToDo(String bootstrapServers) {
        return "Grant it by `%s`, where NAME is that user, and see that no rule denies it."
                .formatted(command(bootstrapServers));
    }

    private String command(String bootstrapServers) {
        return "kafka-acls.sh --bootstrap-server " + bootstrapServers.replaceAll("\\s", "")
                + " --command-config admin.properties --add --allow-principal User:NAME --operation "
                + spelled(operation.name())
                + names.stream()
                        .map(name -> " --" + type.name().toLowerCase(Locale.ROOT) + " " + name)
                        .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return spelled(operation.name()) + " on "
                + names.stream()
                        .map(name -> type.name().toLowerCase(Locale.ROOT) + " '" + name + "'")
                        .collect(Collectors.joining(" and "));
    }

    /// As Kafka's tools spell it.
    private static String spelled(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
