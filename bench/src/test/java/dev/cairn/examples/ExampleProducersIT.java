package dev.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.cairn.broker.LocalBroker;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.testing.BrokerOfTheClass;
import dev.cairn.testing.NeedsTool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BrokerOfTheClass.class)
final class ExampleProducersIT {
    private static final Pattern PRINTED = Pattern.compile("published (?<topic>.+)-0@(?<offset>\\d+) \\S.*");

    /// 2^53 + 1: what a JavaScript number cannot hold.
    private static final String BEYOND_DOUBLE = "9007199254740993";

    /// From here on four heights are left: up to 2^63 - 2.
    private static final String HIGHEST = "9223372036854775803";

    private static final Map<String, Run> RUNS = new HashMap<>();

    private final LocalBroker broker;
    private static int topics;

    /// What a producer said and what it published, by topic.
    private record Run(List<String> output, List<PublishedRecord> blocks, List<PublishedRecord> transactions) {}

    ExampleProducersIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void theJavaExamplePublishesTheRecordsOfTheGuide() throws IOException {
        assertThat(rows(run(ExampleProducer.JAVA, "1"))).isEqualTo(Guide.rowsBelow(RecordRow.HEAD));
    }

    @Test
    @NeedsTool({"node", "npm"})
    void theNodeExamplePublishesTheRecordsOfTheGuide() throws IOException {
        assertThat(rows(run(ExampleProducer.NODE, "1"))).isEqualTo(Guide.rowsBelow(RecordRow.HEAD));
    }

    @Test
    void theStatesOfTheGuideFollowFromItsRecords() throws IOException {
        Run run = run(ExampleProducer.JAVA, "1");

        assertThat(StateRow.ofAll(events(run.blocks()), events(run.transactions())))
                .isEqualTo(Guide.rowsBelow(StateRow.HEAD));
    }

    @Test
    void theJsonOfTheGuideIsTheLastBlock() throws IOException {
        var json = ChainEvent.newBuilder();
        JsonFormat.parser().merge(Guide.json(), json);

        assertThat(json.build())
                .isEqualTo(run(ExampleProducer.JAVA, "1").blocks().getLast().event());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", BEYOND_DOUBLE, HIGHEST})
    @NeedsTool({"node", "npm"})
    void bothExamplesPublishTheSameRecords(String firstHeight) {
        Run java = run(ExampleProducer.JAVA, firstHeight);
        Run node = run(ExampleProducer.NODE, firstHeight);

        assertThat(java.blocks()).hasSize(5);
        assertThat(java.blocks().getFirst().event().getBlock().getHeight()).isEqualTo(Long.parseLong(firstHeight));
        assertThat(node.blocks()).isEqualTo(java.blocks());
        assertThat(node.transactions()).isEqualTo(java.transactions());
    }

    @Test
    void theJavaExampleStopsAtARecordThatIsNotDelivered() {
        assertStopsAtTheFirstBlock(ExampleProducer.JAVA);
    }

    @Test
    @NeedsTool({"node", "npm"})
    void theNodeExampleStopsAtARecordThatIsNotDelivered() {
        assertStopsAtTheFirstBlock(ExampleProducer.NODE);
    }

    private void assertStopsAtTheFirstBlock(ExampleProducer producer) {
        String topic = newTopic("tiny", Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "10"));

        var outcome = producer.run(broker.bootstrapServers(), topic, topic);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).contains("error: block block-1 at height 1 was not published to " + topic + ": ");
    }

    /// Starting a program takes seconds, so tests that want the same run share it.
    private Run run(ExampleProducer producer, String firstHeight) {
        return RUNS.computeIfAbsent(producer + " from " + firstHeight, _ -> runAnew(producer, firstHeight));
    }

    /// Each run has two topics of its own, so none sees the records of another.
    private Run runAnew(ExampleProducer producer, String firstHeight) {
        String blocks = newTopic("blocks", Map.of());
        String transactions = newTopic("transactions", Map.of());
        var outcome = producer.run(broker.bootstrapServers(), blocks, transactions, firstHeight);
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        return new Run(outcome.output(), recordsOf(blocks), recordsOf(transactions));
    }

    private String newTopic(String name, Map<String, String> configs) {
        String topic = name + "-" + topics++;
        broker.createTopic(topic, 1, configs);
        return topic;
    }

    private List<PublishedRecord> recordsOf(String topic) {
        return PublishedRecord.allOf(broker.bootstrapServers(), topic);
    }

    /// The guide's rows in the order in which they were published. Between two topics Kafka knows no order, but the
    /// producers print one line per record.
    private static List<String> rows(Run run) {
        Map<String, PublishedRecord> records = new HashMap<>();
        index("blocks", run.blocks(), records);
        index("transactions", run.transactions(), records);
        List<String> rows = new ArrayList<>();
        for (String line : run.output()) {
            Matcher printed = PRINTED.matcher(line);
            assertThat(printed.matches()).as(line).isTrue();
            String kind = printed.group("topic").replaceAll("-\\d+$", "");
            PublishedRecord record = records.get(kind + "@" + printed.group("offset"));
            rows.add(RecordRow.of(rows.size() + 1, Objects.requireNonNull(record, line)));
        }
        return rows;
    }

    private static void index(String kind, List<PublishedRecord> records, Map<String, PublishedRecord> byPlace) {
        for (int offset = 0; offset < records.size(); offset++) {
            byPlace.put(kind + "@" + offset, records.get(offset));
        }
    }

    private static List<ChainEvent> events(List<PublishedRecord> records) {
        return records.stream().map(PublishedRecord::event).toList();
    }
}
