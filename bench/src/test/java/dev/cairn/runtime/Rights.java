package dev.cairn.runtime;

import dev.cairn.broker.LocalBroker;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;

/// What a user of a broker may do, given and taken away one by one. Each returns once the broker goes by it.
final class Rights implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile(
            "kafka-acls\\.sh --bootstrap-server (\\S+)"
                    + " --command-config admin\\.properties --add --allow-principal User:NAME --operation (\\w+)((?: --\\w+ [^\\s`]+)+)`");
    private static final Pattern RESOURCE = Pattern.compile(" --(\\w+) ([^\\s`]+)");

    private final String principal;
    private final Admin admin;

    /// @param broker  lets everybody do everything who comes by its plain listener
    Rights(LocalBroker broker, String user) {
        principal = "User:" + user;
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    AclBinding right(AclOperation operation, ResourceType type, String name) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    void give(AclBinding... rights) {
        answer(admin.createAcls(List.of(rights)).all());
        Awaitility.await().until(() -> all().containsAll(List.of(rights)));
    }

    void take(AclBinding... rights) {
        answer(admin.deleteAcls(
                        List.of(rights).stream().map(AclBinding::toFilter).toList())
                .all());
        Awaitility.await().until(() -> List.of(rights).stream().noneMatch(all()::contains));
    }

    void takeAll() {
        take(all().toArray(AclBinding[]::new));
    }

    Collection<AclBinding> all() {
        return Set.copyOf(answer(admin.describeAcls(AclBindingFilter.ANY).values()));
    }

    /// Does what a message says that is to be done, to the word.
    void giveAsTold(String message) {
        Matcher command = COMMAND.matcher(message);
        if (!command.find()) {
            throw new AssertionError("expected a command in: " + message);
        }
        AclOperation operation = AclOperation.fromString(command.group(2));
        give(RESOURCE.matcher(command.group(3))
                .results()
                .map(found -> right(operation, ResourceType.fromString(found.group(1)), found.group(2)))
                .toArray(AclBinding[]::new));
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the broker does not give, take or tell rights", e);
        }
    }
}
