package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.model.StateValue;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What readers ask, and what they are told. Heights 0 to 3 are on disk and final, 4 and 5 can be replaced still.
class ApiTest {
    private final ServedChain chain = new ServedChain(false);

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
        chain.close();
    }

    @Test
    void aValueComesWithTheBlockItWasReadAt() {
        assertThat(chain.json("/v1/state?key=a&enc=utf8")).isEqualTo(ServedChain.parse("""
                        {"shard": 3, "at": {"height": 5, "hash": "35"}, "entry": {"key": "a", "value": "5"}}
                        """));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 1", "3, 3", "4, 3", "5, 5", "latest, 5", "finalized, 3"})
    void aValueIsThatOfTheHeightAskedFor(String height, String value) {
        assertThat(value("/v1/state?key=a&enc=utf8&height=" + height)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 0", "1000, 1", "3500, 3", "1970-01-01T00:00:04Z, 3"})
    void aValueIsThatOfTheTimeAskedFor(String time, String value) {
        assertThat(value("/v1/state?key=a&enc=utf8&time=" + time)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"hex, 632f64, c3bc", "base64url, Yy9k, w7w", "utf8, c%2Fd, ü"})
    void keysAndValuesAreWrittenAsAskedFor(String enc, String key, String value) {
        assertThat(value("/v1/state?key=" + key + "&enc=" + enc)).isEqualTo(value);
    }

    @Test
    void aSingleValueMayComeAsItIs() {
        HttpResponse<String> raw = chain.get("/v1/state?key=a&enc=utf8&height=3", "Accept", "application/octet-stream");
        assertThat(raw.body()).isEqualTo("3");
        assertThat(raw.headers().firstValue("Cairn-Height")).contains("3");
        assertThat(raw.headers().firstValue("Cairn-Block-Hash")).contains("33");
        assertThat(raw.headers().firstValue("Cairn-Shard")).contains("3");
        assertThat(raw.headers().firstValue("Content-Type")).contains("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/state?key=a&enc=utf8&height=1",
                "/v1/state/scan?height=1",
                "/v1/state/history?key=a&enc=utf8",
                "/v1/blocks/1",
                "/v1/blocks/1/changes",
                "/v1/blocks/stream?from=1",
                "/v1/changes?from=1&to=3"
            })
    void whoAsksForWhatIsOnDiskIsToldThatTheWorkerIsBeingStopped(String path) {
        var _ = chain.closeStorage().problem(503, "closing", path);
    }

    @Test
    void whatIsInMemoryIsAnsweredWhileTheWorkerIsBeingStopped() {
        var _ = chain.closeStorage();
        assertThat(value("/v1/state?key=a&enc=utf8")).isEqualTo("5");
    }

    @Test
    void whatIsAbsentIsNotTakenForWhatIsNotKnown() {
        JsonNode absent = chain.problem(404, "absent", "/v1/state?key=b&enc=utf8&height=3");
        assertThat(absent.at("/at/height").asLong()).isEqualTo(3);
        JsonNode early = chain.problem(404, "not-yet-applied", "/v1/state?key=b&enc=utf8&height=6");
        assertThat(early.at("/marks/applied").asLong()).isEqualTo(5);
        assertThat(early.at("/marks/finalized").asLong()).isEqualTo(3);
        chain.prune(2);
        JsonNode pruned = chain.problem(410, "pruned", "/v1/state?key=b&enc=utf8&height=1");
        assertThat(pruned.path("earliest").asLong()).isEqualTo(2);
    }

    @Test
    void severalValuesAreOfOneBlockInTheOrderOfTheKeys() {
        HttpResponse<String> reply =
                chain.post("/v1/state/batch?enc=utf8&height=3", "{\"keys\": [\"b\", \"a\", \"nobody\", \"a\"]}");
        assertThat(ServedChain.parse(reply.body())).isEqualTo(ServedChain.parse("""
                        {"shard": 3, "at": {"height": 3, "hash": "33"}, "entries": [
                            {"key": "b", "value": null}, {"key": "a", "value": "3"},
                            {"key": "nobody", "value": null}, {"key": "a", "value": "3"}]}
                        """));
    }

    @Test
    void aBatchIsRefusedWhoseValuesAreTooLargeTogether() {
        String value = "v".repeat(StateValue.MAX_LENGTH - 1);
        chain.apply(chain.next().put("x", value))
                .flushUpTo(6)
                .apply(chain.next().put("y", value))
                .apply(chain.next().put("z", "zz"))
                .flushUpTo(8);
        String fits = "{\"keys\": [\"x\", \"a\", \"none\"]}";
        assertThat(chain.post("/v1/state/batch?enc=utf8", fits).statusCode()).isEqualTo(200);
        for (String keys : List.of("\"x\", \"y\"", "\"x\", \"z\"", "\"x\", \"none\", \"x\"")) {
            HttpResponse<String> reply = chain.post("/v1/state/batch?enc=utf8", "{\"keys\": [" + keys + "]}");
            assertThat(reply.statusCode()).as(keys).isEqualTo(413);
            assertThat(reply.body()).contains("/problems/too-large", "\"bytesMax\":" + StateValue.MAX_LENGTH);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "{}, got something else",
                "{\"keys\": []}, 1 to 1000 keys",
                "{\"keys\": [\"zz\"]}, hexadecimal digits",
                "{\"keys\": [null]}, hexadecimal digits",
                "{\"keys\": [61]}, hexadecimal digits",
                "{\"keys\": \"61\"}, got something else",
                "{\"key\": [\"61\"]}, got something else",
                "{\"keys\": [\"61\"]; \"more\": 1}, got something else",
                "{\"keys\": [\"61\"]; \"keys\": [\"62\"]}, no JSON: Duplicate field",
                "[], got something else",
                "nothing, no JSON"
            })
    void aBodyThatIsNoListOfKeysIsRefused(String body, String told) {
        HttpResponse<String> reply = chain.post("/v1/state/batch", body.replace(';', ','));
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body())
                .contains("/problems/bad-body", told, "\"keysMax\":1000")
                .doesNotContain("dev.cairn");
    }

    @Test
    void aKeyThatIsNoTextIsNotTakenForAnother() {
        HttpResponse<String> reply = chain.post("/v1/state/batch?enc=utf8", "{\"keys\": [\"\\ud800\"]}");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("/problems/bad-body", "as texts of text");
    }

    @Test
    void aScanGoesOnPageByPageAtTheBlockOfTheFirst() {
        for (String direction : List.of("asc", "desc")) {
            String path = "/v1/state/scan?enc=utf8&limit=1&direction=" + direction;
            JsonNode page = chain.json(path);
            List<String> keys = new ArrayList<>(texts(page.path("entries"), "key"));
            while (!page.path("cursor").isNull()) {
                page = chain.json(path + "&cursor=" + page.path("cursor").asText());
                keys.addAll(texts(page.path("entries"), "key"));
                assertThat(page.at("/at/height").asLong()).isEqualTo(5);
            }
            assertThat(keys).isEqualTo(direction.equals("asc") ? List.of("a", "b", "c/d") : List.of("c/d", "b", "a"));
        }
    }

    @Test
    void aPageDoesNotFollowOneOfABlockThatIsGone() {
        String cursor =
                chain.json("/v1/state/scan?enc=utf8&limit=1").path("cursor").asText();
        chain.apply(chain.next().put("a", "6"));
        assertThat(chain.json("/v1/state/scan?enc=utf8&cursor=" + cursor)
                        .at("/at/height")
                        .asLong())
                .isEqualTo(5);
        chain.dropAbove(4).apply(chain.next().branch("-other").put("a", "5-other"));
        JsonNode problem = chain.problem(409, "reorged", "/v1/state/scan?enc=utf8&cursor=" + cursor);
        assertThat(problem.path("detail").asText()).contains("begin the list anew");
    }

    @ParameterizedTest
    @CsvSource({"prefix=c, c/d", "from=b, 'b,c/d'", "to=b, a", "from=aa&to=c, b", "prefix=zz, ''"})
    void aScanIsOfTheRangeAskedFor(String range, String keys) {
        assertThat(String.join(
                        ",",
                        texts(chain.json("/v1/state/scan?enc=utf8&" + range).path("entries"), "key")))
                .isEqualTo(keys);
    }

    @Test
    void aScanMayComeAsLinesOfWhichTheLastCountsTheOthers() {
        HttpResponse<String> lines = chain.get("/v1/state/scan?enc=utf8&height=3", "Accept", "application/x-ndjson");
        assertThat(lines.body().lines())
                .containsExactly(
                        "{\"shard\":3,\"at\":{\"height\":3,\"hash\":\"33\"}}",
                        "{\"key\":\"a\",\"value\":\"3\"}",
                        "{\"key\":\"c/d\",\"value\":\"ü\"}",
                        "{\"entries\":2}");
    }

    @Test
    void theHistoryOfAKeyIsToldNewestFirst() {
        assertThat(chain.json("/v1/state/history?key=b&enc=utf8").path("versions"))
                .isEqualTo(ServedChain.parse("""
                        [{"height": 4, "change": "written", "value": "4"},
                         {"height": 2, "change": "deleted", "value": null},
                         {"height": 0, "change": "written", "value": "0"}]
                        """));
        JsonNode first = chain.json("/v1/state/history?key=a&enc=utf8&limit=3");
        JsonNode second = chain.json("/v1/state/history?key=a&enc=utf8&limit=3&cursor="
                + first.path("cursor").asText());
        assertThat(texts(first.path("versions"), "value")).containsExactly("5", "3", "1");
        assertThat(texts(second.path("versions"), "value")).containsExactly("0");
        assertThat(second.path("cursor").isNull()).isTrue();
        assertThat(texts(
                        chain.json("/v1/state/history?key=a&enc=utf8&from=1&to=3")
                                .path("versions"),
                        "value"))
                .containsExactly("3", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 8})
    void aPageOfAHistoryEndsSoonerWhereValuesAreLarge(int flushed) {
        for (int height = 6; height <= 8; height++) {
            chain.apply(chain.next().put("large", Integer.toString(height).repeat(3 << 20)));
        }
        chain.flushUpTo(flushed);
        String path = "/v1/state/history?key=large&enc=utf8";
        JsonNode first = chain.json(path);
        assertThat(numbers(first.path("versions"), "height")).containsExactly(8L, 7L);
        JsonNode second = chain.json(path + "&cursor=" + first.path("cursor").asText());
        assertThat(numbers(second.path("versions"), "height")).containsExactly(6L);
        assertThat(second.path("cursor").isNull()).isTrue();
    }

    @Test
    void aBlockIsFoundByHeightHashAndName() {
        JsonNode third = ServedChain.parse("""
                {"height": 2, "hash": "32", "parent": "31", "timestampMs": 2000, "changes": 2, "final": true}
                """);
        for (String name : List.of("2", "0x32")) {
            JsonNode block = chain.json("/v1/blocks/" + name).path("block");
            assertThat(block.path("digest").asText()).hasSize(64);
            third.properties()
                    .forEach(field -> assertThat(block.path(field.getKey())).isEqualTo(field.getValue()));
        }
        assertThat(chain.json("/v1/blocks/latest").at("/block/height").asLong()).isEqualTo(5);
        assertThat(chain.json("/v1/blocks/latest").at("/block/digest").isNull()).isTrue();
        assertThat(chain.json("/v1/blocks/latest").at("/block/final").asBoolean())
                .isFalse();
        assertThat(chain.json("/v1/blocks/finalized").at("/block/height").asLong())
                .isEqualTo(3);
        chain.problem(404, "absent", "/v1/blocks/0x99");
        chain.problem(404, "not-yet-applied", "/v1/blocks/6");
        chain.problem(400, "bad-parameter", "/v1/blocks/newest");
    }

    @Test
    void theNewestBlocksAreListedAndThoseBeforeThem() {
        assertThat(heights("/v1/blocks?limit=3")).containsExactly(5L, 4L, 3L);
        assertThat(heights("/v1/blocks?limit=3&before=3")).containsExactly(2L, 1L, 0L);
        chain.problem(400, "bad-parameter", "/v1/blocks?before=0");
        chain.prune(2);
        assertThat(heights("/v1/blocks")).containsExactly(5L, 4L, 3L, 2L);
    }

    @Test
    void theChangesOfABlockHaveTheValuesBeforeAndAfter() {
        assertThat(chain.json("/v1/blocks/2/changes?enc=utf8").path("changes")).isEqualTo(ServedChain.parse("""
                        [{"key": "b", "before": "0", "after": null}, {"key": "c/d", "before": null, "after": "ü"}]
                        """));
        JsonNode page = chain.json("/v1/blocks/0x32/changes?enc=utf8&limit=1");
        assertThat(texts(page.path("changes"), "key")).containsExactly("b");
        assertThat(texts(
                        chain.json("/v1/blocks/0x32/changes?enc=utf8&limit=1&cursor="
                                        + page.path("cursor").asText())
                                .path("changes"),
                        "key"))
                .containsExactly("c/d");
    }

    @Test
    void inWhatTwoHeightsDifferIsToldBothWays() {
        JsonNode forth = chain.json("/v1/changes?enc=utf8&from=1&to=5");
        assertThat(forth.path("changes")).isEqualTo(ServedChain.parse("""
                        [{"key": "a", "before": "1", "after": "5"}, {"key": "b", "before": "0", "after": "4"},
                         {"key": "c/d", "before": null, "after": "ü"}]
                        """));
        assertThat(chain.json("/v1/changes?enc=utf8&from=5&to=1").path("changes"))
                .isEqualTo(ServedChain.parse("""
                        [{"key": "a", "before": "5", "after": "1"}, {"key": "b", "before": "4", "after": "0"},
                         {"key": "c/d", "before": "ü", "after": null}]
                        """));
        assertThat(chain.json("/v1/changes?enc=utf8&from=1")).isEqualTo(forth);
        chain.problem(400, "bad-parameter", "/v1/changes?to=5");
    }

    @Test
    void fromAboveWhatIsFinalNothingIsComparedWithWhatIsFinal() {
        assertThat(chain.json("/v1/changes?from=3&to=finalized")
                        .at("/at/height")
                        .asLong())
                .isEqualTo(3);
        JsonNode refused = chain.problem(400, "bad-parameter", "/v1/changes?from=4&to=finalized");
        assertThat(refused.path("parameter").asText()).isEqualTo("from");
        assertThat(refused.path("detail").asText()).contains("which is 3", "name both as heights");
    }

    @Test
    void whatCanNeverChangeMayBeKeptForEverAndTheRestIsAskedForAgain() {
        assertThat(cacheControl("/v1/state?key=61&height=3")).contains("immutable");
        assertThat(cacheControl("/v1/state?key=61&time=2500")).contains("immutable");
        for (String other : List.of("height=4", "height=finalized", "height=latest", "time=3500")) {
            assertThat(cacheControl("/v1/state?key=61&" + other)).contains("no-cache");
        }
    }

    @Test
    void aHistoryIsAnotherAnswerWhenItWasPruned() {
        String path = "/v1/state/history?key=a&enc=utf8&height=3";
        HttpResponse<String> whole = chain.get(path);
        assertThat(cacheControl(path)).contains("no-cache");
        assertThat(chain.get(path, "If-None-Match", tag(whole)).statusCode()).isEqualTo(304);
        chain.prune(2);
        HttpResponse<String> pruned = chain.get(path, "If-None-Match", tag(whole));
        assertThat(pruned.statusCode()).isEqualTo(200);
        assertThat(pruned.body()).isNotEqualTo(whole.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/blocks/4", "/v1/blocks?before=5&limit=2"})
    void aBlockIsAnotherAnswerWhenItBecomesFinalAndWhenItIsOnDiskAndForEverOnlyThen(String path) {
        HttpResponse<String> replaceable = chain.get(path);
        assertThat(cacheControl(path)).contains("no-cache");
        chain.finalizeUpTo(4);
        HttpResponse<String> last = chain.get(path, "If-None-Match", tag(replaceable));
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(cacheControl(path)).contains("no-cache");
        chain.flushUpTo(4);
        HttpResponse<String> written = chain.get(path, "If-None-Match", tag(replaceable) + ", " + tag(last));
        assertThat(written.statusCode()).isEqualTo(200);
        assertThat(written.body()).contains("\"final\":true").doesNotContain("\"digest\":null");
        assertThat(cacheControl(path)).contains("immutable");
        assertThat(chain.get(path, "If-None-Match", tag(written)).statusCode()).isEqualTo(304);
    }

    @Test
    void whoHasOneFormOfAnAnswerDoesNotHaveTheOther() {
        String[][] forms = {{"/v1/state?key=61", "application/octet-stream"}, {"/v1/state/scan", "application/x-ndjson"}
        };
        for (String[] form : forms) {
            String json = tag(chain.get(form[0]));
            HttpResponse<String> other = chain.get(form[0], "Accept", form[1], "If-None-Match", json);
            assertThat(other.statusCode()).as(form[0]).isEqualTo(200);
            assertThat(chain.get(form[0], "If-None-Match", tag(other)).statusCode())
                    .as(form[0])
                    .isEqualTo(200);
        }
    }

    @Test
    void nobodyHasWhatIsNotThere() {
        assertThat(chain.get("/v1/state?key=61", "If-None-Match", "*").statusCode())
                .isEqualTo(304);
        assertThat(chain.get("/v1/state?key=ff", "If-None-Match", "*").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBatchIsAskedForAnewEachTimeSinceCachesDoNotKnowItsKeys() {
        String keys = "{\"keys\": [\"61\"]}";
        HttpResponse<String> batch = chain.post("/v1/state/batch?height=3", keys);
        assertThat(batch.headers().map()).doesNotContainKeys("etag", "cache-control");
        String tag = tag(chain.get("/v1/state?key=61&height=3"));
        for (String had : List.of(tag, "*")) {
            assertThat(chain.post("/v1/state/batch?height=3", keys, "If-None-Match", had)
                            .body())
                    .isEqualTo(batch.body());
        }
    }

    @Test
    void whoWouldRatherHaveJsonGetsIt() {
        String both = "application/octet-stream;q=0.1, application/json";
        HttpResponse<String> reply = chain.get("/v1/state?key=61", "Accept", both);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void nothingIsForEverWhereWhatIsFinalMayBeReplaced() {
        try (ServedChain other = new ServedChain(true)) {
            other.apply(other.next().put("a", "0")).flushUpTo(0).apply(other.next());
            assertThat(other.get("/v1/state?key=61&height=0").headers().firstValue("Cache-Control"))
                    .contains("private, no-cache");
        }
    }

    @Test
    void whoHasTheAnswerIsToldThatItStillHolds() {
        String path = "/v1/state?key=61";
        String tag = tag(chain.get(path));
        HttpResponse<String> again = chain.get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        chain.apply(chain.next());
        assertThat(chain.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "key=xy, key, hexadecimal digits",
                "key=, key, 1 to 65536 bytes",
                "height=3, key, is missing",
                "key=61&height=-1, height, a height",
                "key=61&height=9223372036854775807, height, a height",
                "key=61&height=99999999999999999999, height, a height",
                "key=61&height=5&time=5, time, left out",
                "key=61&time=yesterday, time, 2026-01-31T12:00:00Z",
                "key=61&wait=31s, wait, at most 30s",
                "key=61&wait=5, wait, 500ms or 5s",
                "key=61&enc=binary, enc, utf8",
                "key=61&shard=4, shard, 3"
            })
    void whatCannotBeIsRefusedByTheParametersName(String query, String parameter, String told) {
        JsonNode problem = chain.problem(400, "bad-parameter", "/v1/state?" + query);
        assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.path("detail").asText()).contains(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/state?key=61&height=N",
                "/v1/state?key=61&time=N",
                "/v1/state?key=61&time=%2BN-12-31T23:59:59Z",
                "/v1/state?key=61&time=-N-12-31T23:59:59Z",
                "/v1/state?key=61&wait=Nms",
                "/v1/state?key=61&shard=N",
                "/v1/state/scan?limit=N",
                "/v1/state/history?key=61&from=N",
                "/v1/state/history?key=61&to=N",
                "/v1/blocks?limit=N",
                "/v1/blocks?before=N",
                "/v1/blocks/N",
                "/v1/blocks/N/changes",
                "/v1/changes?from=N&to=N",
                "/v1/changes?from=0&to=N",
                "/v1/blocks/stream?from=N"
            })
    void aNumberThatIsTooLargeIsTheClientsFault(String path) {
        for (String number : List.of("9223372036854775808", "18446744073709551616", "1e400", "9".repeat(4000))) {
            assertThat(chain.get(path.replace("N", number)).statusCode())
                    .as(path + " with " + number)
                    .isBetween(400, 499);
        }
        for (String number : List.of("4294967296", "999999999", "9223372036854775806")) {
            // A stream would wait for a height that may come yet.
            if (!path.contains("stream")) {
                assertThat(chain.get(path.replace("N", number)).statusCode())
                        .as(path + " with " + number)
                        .isLessThan(500);
            }
        }
    }

    @Test
    void whoWaitsForAHeightIsAnsweredWhenItComes() {
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(() -> value("/v1/state?key=a&enc=utf8&height=6&wait=30s"));
        chain.apply(chain.next().put("a", "6"));
        assertThat(waiting.join()).isEqualTo("6");
    }

    @ParameterizedTest
    @CsvSource({"/v1/blocks/6, /block/hash", "/v1/blocks/6/changes, /changes/0/key"})
    void aBlockAndItsChangesAreWaitedForByHeight(String path, String found) {
        CompletableFuture<JsonNode> waiting =
                CompletableFuture.supplyAsync(() -> chain.json(path + "?enc=utf8&wait=30s"));
        chain.apply(chain.next().put("36", "6"));
        assertThat(waiting.join().at(found).asText()).isEqualTo("36");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/blocks/0x32", "/v1/blocks/0x99", "/v1/blocks/0x32/changes"})
    void aHashCannotBeWaitedFor(String path) {
        JsonNode problem = chain.problem(400, "bad-parameter", path + "?wait=1ms");
        assertThat(problem.path("parameter").asText()).isEqualTo("wait");
        assertThat(problem.path("detail").asText()).contains("left out", "hash");
    }

    @Test
    void whoHasWaitedLongEnoughIsToldThatItIsNotThereYet() {
        chain.problem(404, "not-yet-applied", "/v1/state?key=61&height=9&wait=1ms");
    }

    @Test
    void whoWaitsForAHeightWhileTheWorkerIsBeingStoppedIsToldSo() {
        chain.marks.close();
        chain.problem(503, "closing", "/v1/state?key=61&height=9&wait=30s");
    }

    @Test
    void whoCannotSetHeadersGoesOnAfterAnEventByAParameter() {
        try (Stream<String> lines = chain.lines("/v1/blocks/stream?after=3:33").body()) {
            assertThat(lines.filter(line -> line.startsWith("id:")).findFirst())
                    .hasValueSatisfying(id -> assertThat(id).startsWith("id: 4:34"));
        }
        chain.problem(400, "bad-parameter", "/v1/blocks/stream?after=3");
    }

    @Test
    void blocksAreFollowedAsTheyCome() {
        HttpResponse<Stream<String>> stream = chain.lines("/v1/blocks/stream?from=5");
        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (Stream<String> lines = stream.body()) {
            Iterator<String> events = lines.filter(line -> line.startsWith("event:") || line.startsWith("id:"))
                    .iterator();
            assertThat(List.of(events.next(), events.next())).anyMatch(line -> line.contains("5:35"));
            chain.dropAbove(4).apply(chain.next().branch("b"));
            assertThat(List.of(events.next(), events.next())).anyMatch(line -> line.contains("rolledback"));
            assertThat(List.of(events.next(), events.next())).anyMatch(line -> line.contains("5:3562"));
        }
    }

    @Test
    void aSlipOfTheFingerIsTold() {
        assertThat(chain.problem(400, "unknown-parameter", "/v1/state?key=61&hieght=3")
                        .path("detail")
                        .asText())
                .contains("no parameter 'hieght'", "did you mean height?");
    }

    @ParameterizedTest
    @CsvSource({"x", "AAAA", "'AXMAAAAAAAAABQE1'", "AWgAAAAAAAAABQE1YQ", "AXP_______AQE1YQ", "AXMAAAAAAAAABYE1YQ"})
    void aCursorThatWasTamperedWithIsRefused(String cursor) {
        chain.problem(400, "bad-parameter", "/v1/state/scan?cursor=" + cursor);
    }

    private String value(String path) {
        return chain.json(path).at("/entry/value").asText();
    }

    private static String tag(HttpResponse<String> reply) {
        return reply.headers().firstValue("ETag").orElseThrow();
    }

    private String cacheControl(String path) {
        return chain.get(path).headers().firstValue("Cache-Control").orElse("none");
    }

    private List<Long> heights(String path) {
        return numbers(chain.json(path).path("blocks"), "height");
    }

    private static List<Long> numbers(JsonNode list, String member) {
        List<Long> numbers = new ArrayList<>();
        list.forEach(one -> numbers.add(one.path(member).asLong()));
        return numbers;
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.path(member).asText()));
        return texts;
    }
}
