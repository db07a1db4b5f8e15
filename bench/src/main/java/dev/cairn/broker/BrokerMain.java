package dev.cairn.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.utils.Time;

/// The main class of the child JVM: formats the folder, runs the broker, and says one line when it takes requests.
///
/// It calls `KafkaRaftServer` and not Kafka's own main class, because the return of `startup()` is the one exact answer
/// to "is it ready": registered, unfenced, listening. Everything from outside would have to ask again and again.
final class BrokerMain {
    static final String READY = "ready";

    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path propertiesFile = Path.of(args[1]);
        String clusterId = args[2];

        // The pipe to the parent carries the one line; what else is printed joins the log, or an unread pipe would
        // fill.
        PrintStream parent = System.out;
        System.setOut(System.err);
        Thread.ofPlatform().daemon().name("watch-parent").start(() -> endWithParent(System.in, folder));

        format(propertiesFile, clusterId);
        Properties properties = read(propertiesFile);
        allowKeysOfTokens(properties);
        var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        // Kafka's own main class does the same: asked to end, a broker closes its logs and leaves the cluster.
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
        server.startup();
        parent.println(READY);
        parent.flush();
        server.awaitShutdown();
    }

    private static void format(Path propertiesFile, String clusterId) {
        String[] command = {
            "format", "--ignore-formatted", "--cluster-id", clusterId, "--config", propertiesFile.toString()
        };
        int exitCode = StorageTool.execute(command, System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static Properties read(Path propertiesFile) throws IOException {
        var properties = new Properties();
        try (Reader file = Files.newBufferedReader(propertiesFile)) {
            properties.load(file);
        }
        return properties;
    }

    /// Where the keys are that tokens are signed with, Kafka wants to be told twice: as a setting, and as an option of
    /// the JVM.
    private static void allowKeysOfTokens(Properties properties) {
        String keys = properties.getProperty(SaslConfigs.SASL_OAUTHBEARER_JWKS_ENDPOINT_URL);
        if (keys != null) {
            System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", keys);
        }
    }

    /// A parent that is killed runs no shutdown hook, but its end of the pipe is closed all the same.
    private static void endWithParent(InputStream fromParent, Path folder) {
        try {
            while (fromParent.read() >= 0) {
                // The parent has nothing to say.
            }
        } catch (IOException _) {
            // A broken pipe tells the same as its end.
        }
        try {
            FolderTree.delete(folder);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
