package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.ReplyBody;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.synthetic.SyntheticChain;
import java.nio.charset.StandardCharsets;
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
        assertThat(trigger(Map.of("count", "7", "type", type)))
                .contains("\"transactions\": 7, \"transfer\": %d, \"mint\": %d, \"burn\": %d, \"blocksReplaced\": 0"
                        .formatted(transfers, mints, burns));
    }

    @Test
    void whoAsksForNothingInParticularGetsAHundredMixed() {
        assertThat(trigger(Map.of()))
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
        assertThat(refused(Map.of(name, value))).contains(name + " is '" + value + "'", accepted);
    }

    @Test
    void aParameterThatDoesNotExistMakesNoBlock() {
        assertThat(refused(Map.of("cuont", "5", "type", "mint")))
                .contains("no parameter 'cuont'", "known are: count, type");
    }

    private String trigger(Map<String, String> parameters) {
        Reply reply = route.handler().answer(Request.get("/trigger", parameters));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("Content-Type", "application/json");
        return new String(((ReplyBody.Whole) reply.body()).bytes().toArray(), StandardCharsets.UTF_8);
    }

    private String refused(Map<String, String> parameters) {
        return assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> trigger(parameters))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(400))
                .actual()
                .problem()
                .detail();
    }
}
