package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.api.ServedChain;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the client makes of a worker's answers. Heights 0 to 3 are on disk and final, 4 and 5 can be replaced
/// still.
class CairnClientTest {
    private static final KeySpan.Prefix ANY = new KeySpan.Prefix(Bytes.EMPTY);

    private final ServedChain chain = new ServedChain(false);
    private final CairnClient client = new CairnClient(ClientConfig.of(chain.url()));

    @BeforeEach
    void grow() {
        chain.apply(chain.next().put("a", "0").put("b", "0"))
                .apply(chain.next().put("a", "1"))
                .apply(chain.next().delete("b").put("c/d", "ü"))
                .apply(chain.next().put("a", "3"))
                .flushUpTo(3)
                .apply(chain.next().put("b", "4"))
                .apply(chain.next().put("a", "5"));
    }

    @AfterEach
    void close() {
        client.close();
        chain.close();
    }

    @Test
    void aValueComesWithTheBlockItWasReadAt() {
        assertThat(client.ask(Query.get(key("a"), AsOf.latest()))).isEqualTo(new Outcome.Known<>(block(5), value("5")));
        assertThat(client.ask(Query.get(key("a"), at(2)))).isEqualTo(new Outcome.Known<>(block(2), value("1")));
        assertThat(client.ask(Query.get(key("a"), new AsOf.Height(HeightName.FINALIZED))))
                .isEqualTo(new Outcome.Known<>(block(3), value("3")));
        assertThat(client.ask(Query.get(key("a"), new AsOf.Time(Instant.ofEpochMilli(1_500)))))
                .isEqualTo(new Outcome.Known<>(block(1), value("1")));
        assertThat(client.ask(Query.get(key("c/d"), AsOf.latest()).ofShard(ServedChain.SHARD)))
                .isEqualTo(new Outcome.Known<>(block(5), value("ü")));
    }

    @Test
    void eachKindOfNothingHasItsName() {
        assertThat(client.ask(Query.get(key("b"), at(3)))).satisfies(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.Absent.class);
            assertThat(((Outcome.Absent<StateValue>) outcome).at()).contains(block(3));
        });
        assertThat(client.ask(Query.get(key("b"), at(6)))).satisfies(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.NotYetApplied.class);
            assertThat(((Outcome.NotYetApplied<StateValue>) outcome).applied()).contains(new BlockHeight(5));
        });
        chain.prune(2);
        assertThat(client.ask(Query.get(key("b"), at(1)))).satisfies(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.Pruned.class);
            assertThat(((Outcome.Pruned<StateValue>) outcome).earliest()).isEqualTo(new BlockHeight(2));
        });
        assertThat(client.ask(Query.block(new BlockName("0x99")))).satisfies(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.Absent.class);
            assertThat(((Outcome.Absent<BlockSummary>) outcome).at()).isEmpty();
            assertThat(((Outcome.Absent<BlockSummary>) outcome).problem().detail())
                    .contains("no block with hash 99");
        });
    }

    @Test
    void aChainWithoutABlockHasAppliedNone() {
        try (ServedChain empty = new ServedChain(false);
                CairnClient other = new CairnClient(ClientConfig.of(empty.url()))) {
            assertThat(other.ask(Query.get(key("a"), AsOf.latest()))).satisfies(outcome -> {
                assertThat(outcome).isInstanceOf(Outcome.NotYetApplied.class);
                assertThat(((Outcome.NotYetApplied<StateValue>) outcome).applied())
                        .isEmpty();
            });
        }
    }

    @Test
    void severalValuesComeInTheOrderOfTheKeys() {
        assertThat(client.ask(Query.batch(List.of(key("b"), key("a"), key("nobody")), at(3))))
                .isEqualTo(new Outcome.Known<>(
                        block(3), List.of(Optional.empty(), Optional.of(value("3")), Optional.empty())));
    }

    @Test
    void aScanComesPageByPageOrAsOneSequence() {
        Query<Page<KeyValue>> scan = Query.scan(KeySpan.all(), AsOf.latest()).limit(2);
        Page<KeyValue> page = known(client.ask(scan));
        assertThat(page.items()).containsExactly(entry("a", "5"), entry("b", "4"));
        assertThat(known(client.ask(scan.after(page.cursor().orElseThrow()))))
                .isEqualTo(new Page<>(List.of(entry("c/d", "ü")), Optional.empty()));
        assertThat(known(client.all(scan.limit(1))))
                .containsExactly(entry("a", "5"), entry("b", "4"), entry("c/d", "ü"));
    }

    @Test
    void aScanIsOfTheRangeAskedForInTheOrderAskedFor() {
        assertThat(keys(Query.scan(new KeySpan.Prefix(bytes("c/")), AsOf.latest())))
                .containsExactly("c/d");
        assertThat(keys(Query.scan(new KeySpan.Between(bytes("b"), Optional.empty()), AsOf.latest())))
                .containsExactly("b", "c/d");
        assertThat(keys(Query.scan(new KeySpan.Between(Bytes.EMPTY, Optional.of(bytes("c"))), AsOf.latest())))
                .containsExactly("a", "b");
        assertThat(keys(Query.scanBackwards(KeySpan.all(), at(0)))).containsExactly("b", "a");
    }

    @Test
    void aSequenceAsksForAPageWhenItIsComeToAndStaysAtItsBlock() {
        Stream<KeyValue> all =
                known(client.all(Query.scan(KeySpan.all(), AsOf.latest()).limit(1)));
        Iterator<KeyValue> entries = all.iterator();
        assertThat(entries.next()).isEqualTo(entry("a", "5"));
        chain.apply(chain.next().put("b", "6"));
        assertThat(entries.next()).isEqualTo(entry("b", "4"));
        chain.dropAbove(4).apply(chain.next().branch("-other"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(entries::next)
                .satisfies(e -> assertThat(e.problem().name()).isEqualTo("reorged"));
    }

    @Test
    void aSequenceWhoseBlockIsPrunedSaysSo() {
        Iterator<KeyValue> entries =
                known(client.all(Query.scan(KeySpan.all(), at(0)).limit(1))).iterator();
        assertThat(entries.next()).isEqualTo(entry("a", "0"));
        chain.prune(2);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(entries::next)
                .satisfies(e -> assertThat(e.problem().name()).isEqualTo("pruned"));
    }

    @Test
    void theHistoryOfAKeyIsToldNewestFirst() {
        assertThat(known(client.all(
                        Query.history(key("b"), HeightSpan.ALL, AsOf.latest()).limit(1))))
                .containsExactly(
                        new Version.Written(new BlockHeight(4), value("4")),
                        new Version.Deleted(new BlockHeight(2)),
                        new Version.Written(new BlockHeight(0), value("0")));
        HeightSpan middle = new HeightSpan(Optional.of(new BlockHeight(1)), Optional.of(new BlockHeight(3)));
        assertThat(known(client.ask(Query.history(key("b"), middle, AsOf.latest())))
                        .items())
                .containsExactly(new Version.Deleted(new BlockHeight(2)));
        chain.prune(2);
        assertThat(known(client.ask(Query.history(key("a"), HeightSpan.ALL, AsOf.latest())))
                        .items())
                .contains(new Version.WrittenAtOrBefore(new BlockHeight(2), value("1")));
    }

    @Test
    void aBlockIsFoundByHeightHashAndName() {
        BlockSummary third = known(client.ask(Query.block(new BlockName("2"))));
        assertThat(third.ref()).isEqualTo(block(2));
        assertThat(third.parent()).contains(block(1).hash());
        assertThat(third.timestamp()).isEqualTo(Instant.ofEpochSecond(2));
        assertThat(third.changeCount()).isEqualTo(2);
        assertThat(third.digest().orElseThrow().length()).isEqualTo(32);
        assertThat(third.isFinal()).isTrue();
        assertThat(known(client.ask(Query.block(BlockName.of(block(2).hash())))))
                .isEqualTo(third);
        BlockSummary newest = known(client.ask(Query.block(BlockName.of(HeightName.LATEST))));
        assertThat(newest.ref()).isEqualTo(block(5));
        assertThat(newest.digest()).isEmpty();
        assertThat(newest.isFinal()).isFalse();
    }

    @Test
    void theNewestBlocksAreListedAndThoseBeforeThem() {
        assertThat(known(client.ask(Query.blocks().limit(2))))
                .extracting(BlockSummary::ref)
                .containsExactly(block(5), block(4));
        assertThat(known(client.ask(Query.blocksBefore(new BlockHeight(2)))))
                .extracting(BlockSummary::ref)
                .containsExactly(block(1), block(0));
    }

    @Test
    void changesHaveTheValuesBeforeAndAfter() {
        assertThat(known(client.all(Query.changesOf(new BlockName("2"), ANY).limit(1))))
                .containsExactly(change("b", "0", null), change("c/d", null, "ü"));
        assertThat(known(client.all(Query.diff(new BlockHeight(1), HeightName.LATEST, ANY))))
                .containsExactly(change("a", "1", "5"), change("b", "0", "4"), change("c/d", null, "ü"));
        assertThat(known(client.all(Query.diff(
                        new BlockHeight(5), HeightName.of(new BlockHeight(1)), new KeySpan.Prefix(bytes("c"))))))
                .containsExactly(change("c/d", "ü", null));
    }

    @Test
    void whoWaitsForAHeightIsAnsweredWhenItComes() {
        CompletableFuture<Outcome<StateValue>> waiting = CompletableFuture.supplyAsync(
                () -> client.ask(Query.get(key("a"), at(6)).waiting(Duration.ofSeconds(30))));
        chain.apply(chain.next().put("a", "6"));
        assertThat(known(waiting.join())).isEqualTo(value("6"));
        CompletableFuture<Outcome<BlockSummary>> next = CompletableFuture.supplyAsync(
                () -> client.ask(Query.block(new BlockName("7")).waiting(Duration.ofSeconds(30))));
        chain.apply(chain.next());
        assertThat(known(next.join()).ref()).isEqualTo(block(7));
    }

    @Test
    void theWorkersOwnJsonCanBeHad() {
        assertThat(known(client.json(Query.get(key("a"), AsOf.latest()), ByteEncoding.UTF8)))
                .isEqualTo(new JsonText(
                        "{\"shard\":3,\"at\":{\"height\":5,\"hash\":\"35\"},\"entry\":{\"key\":\"a\",\"value\":\"5\"}}\n",
                        Optional.empty(),
                        false));
        JsonText page =
                known(client.json(Query.scan(KeySpan.all(), AsOf.latest()).limit(2), ByteEncoding.BASE64URL));
        assertThat(page.text()).contains("{\"key\":\"YQ\",\"value\":\"NQ\"}");
        assertThat(page.cursor()).isPresent();
        assertThat(known(client.json(Query.batch(List.of(key("a")), AsOf.latest()), ByteEncoding.BASE64URL))
                        .text())
                .contains("{\"key\":\"YQ\",\"value\":\"NQ\"}");
    }

    @Test
    void aQuestionThatTheWorkerRefusesIsAnExceptionWithItsWords() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> client.ask(Query.get(key("a"), AsOf.latest()).ofShard(9)))
                .withMessageContaining("shard is '9'")
                .satisfies(e -> assertThat(e.problem())
                        .extracting(Problem::status, Problem::name)
                        .containsExactly(400, "bad-parameter"));
    }

    @Test
    void aValueAsLargeAsMayBeIsRead() {
        String large = "x".repeat(StateValue.MAX_LENGTH);
        chain.apply(chain.next().put("large", large));
        assertThat(known(client.ask(Query.get(key("large"), AsOf.latest())))
                        .bytes()
                        .equals(bytes(large)))
                .isTrue();
    }

    private List<String> keys(Query<Page<KeyValue>> scan) {
        return known(client.all(scan))
                .map(entry -> ByteEncoding.UTF8.encode(entry.key().bytes()))
                .toList();
    }

    private static <T> T known(Outcome<T> outcome) {
        return outcome instanceof Outcome.Known<T>(var _, var value)
                ? value
                : fail("expected an answer, but got " + outcome);
    }

    private static AsOf at(long height) {
        return new AsOf.Height(HeightName.of(new BlockHeight(height)));
    }

    private static BlockRef block(long height) {
        return new BlockRef(new BlockHeight(height), new BlockHash(bytes(Long.toString(height))));
    }

    private static KeyValue entry(String key, String value) {
        return new KeyValue(key(key), value(value));
    }

    private static Change change(String key, @Nullable String before, @Nullable String after) {
        return new Change(
                key(key),
                Optional.ofNullable(before).map(CairnClientTest::value),
                Optional.ofNullable(after).map(CairnClientTest::value));
    }

    private static StateKey key(String text) {
        return new StateKey(bytes(text));
    }

    private static StateValue value(String text) {
        return new StateValue(bytes(text));
    }

    private static Bytes bytes(String text) {
        return ChainBuilder.utf8(text);
    }
}
