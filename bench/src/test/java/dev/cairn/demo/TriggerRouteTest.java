package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.synthetic.SyntheticChain;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerRouteTest {
    private final GrowingChain chain = new GrowingChain(SyntheticChain.of(Demo.spec(1), 50), 1);
    private final Traffic traffic = new Traffic(1);
    private final Route route = TriggerRoute.of((kind, count) -> chain.grow(traffic.make(kind, count), 0));

    @ParameterizedTest
    @CsvSource({"transfer, 7, 0, 0", "mint, 0, 7, 0", "burn, 0, 0, 7"})
    void oneBlockIsMadeOfWhatWasAskedFor(String type, int transfers, int mints, int burns) {
        Reply reply = trigger(Map.of("count", "7", "type", type));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(reply.body())
                .contains("\"transactions\": 7, \"transfer\": %d, \"mint\": %d, \"burn\": %d, \"blocksReplaced\": 0"
                        .formatted(transfers, mints, burns));
    }

    @Test
    void whoAsksForNothingInParticularGetsAHundredMixed() {
        assertThat(trigger(Map.of()).body())
                .contains("\"transactions\": 100")
                .doesNotContain("\"transfer\": 0")
                .doesNotContain("\"mint\": 0")
                .doesNotContain("\"burn\": 0");
    }

    @ParameterizedTest
    @CsvSource({
        "count, 0, 1 to 10000",
        "count, 10001, 1 to 10000",
        "count, many, 1 to 10000",
        "type, steal, 'transfer, mint, burn or mixed'"
    })
    void whatCannotBeIsRefusedWithWhatIsAccepted(String name, String value, String accepted) {
        Reply reply = trigger(Map.of(name, value));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains(name + " is '" + value + "'", accepted);
    }

    @Test
    void aParameterThatDoesNotExistMakesNoBlock() {
        Reply slip = trigger(Map.of("cuont", "5", "type", "mint"));
        assertThat(slip.status()).isEqualTo(400);
        assertThat(slip.body()).contains("no parameter 'cuont', only count and type");
    }

    @Test
    void aQuoteInWhatWasGivenDoesNotBreakTheAnswer() {
        assertThat(trigger(Map.of("type", "a\"b\n")).body()).contains("type is 'a?b?'");
    }

    private Reply trigger(Map<String, String> parameters) {
        return route.handler().answer(new Request("/trigger", "", parameters));
    }
}
