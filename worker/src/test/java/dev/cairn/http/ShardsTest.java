package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
    private final SortedMap<Integer, String> open = new TreeMap<>(Map.of(1, "one", 3, "three"));
    private final Shards<String> several = new Shards<>(Set.of(3, 1), () -> open);
    private final Shards<String> single = new Shards<>(Set.of(3), () -> open);

    @Test
    void theOneThatIsNamedIsMeant() {
        assertThat(several.one(asking("3"))).isEqualTo("three");
        assertThat(several.justOne(asking("3"))).isEqualTo(Map.of(3, "three"));
        assertThat(several.oneOrAll(asking("3"))).isEqualTo(Map.of(3, "three"));
    }

    @Test
    void whereNoneIsNamedTheOnlyOneIsMeantOrAll() {
        assertThat(single.one(asking())).isEqualTo("three");
        assertThat(several.oneOrAll(asking())).isEqualTo(open);
        assertThat(refusal(several, asking()).detail())
                .isEqualTo("shard is missing, but it has to be given, since this worker has several: 1, 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "", "-1", "one", "4294967299", "9223372036854775808"})
    void whatIsNoShardOfThisWorkerIsRefused(String shard) {
        assertThat(refusal(several, asking(shard)).detail())
                .isEqualTo("shard is '" + shard + "', but it has to be one of the shards of this worker: 1, 3");
    }

    @Test
    void oneThatIsNotOpenYetIsStarting() {
        open.remove(3);
        assertThat(several.one(asking("1"))).isEqualTo("one");
        assertThat(refusal(several, asking("3")).name()).isEqualTo("starting");
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> several.oneOrAll(asking()));
    }

    private static Problem refusal(Shards<String> shards, Request request) {
        return assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> shards.one(request))
                .actual()
                .problem();
    }

    private static Request asking(String shard) {
        return Request.get("/", Map.of(Shards.PARAMETER, shard));
    }

    private static Request asking() {
        return Request.get("/", Map.of());
    }
}
