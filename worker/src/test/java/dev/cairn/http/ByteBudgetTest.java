package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private static final int MAX = 100;
    private static final int RESERVE = 10;

    private final ByteBudget budget = new ByteBudget(MAX);

    @Property
    void allTogetherNeverHoldMoreThanThereMayBeAndGiveBackAllOfIt(
            @ForAll @Size(max = 30) List<@IntRange(max = 200) Integer> sizes) {
        ByteBudget drawnFrom = new ByteBudget(MAX);
        List<ByteBudget.Share> shares =
                Stream.generate(() -> drawnFrom.share(RESERVE)).limit(3).toList();
        for (int i = 0; i < sizes.size(); i++) {
            int before = drawnFrom.taken();
            boolean isHad = shares.get(i % shares.size()).growTo(sizes.get(i));
            assertThat(drawnFrom.taken()).isBetween(before, isHad ? MAX - RESERVE : before);
        }
        shares.forEach(ByteBudget.Share::giveBack);
        assertThat(drawnFrom.taken()).isZero();
    }

    @Test
    void whatOneHasReservedAnotherMayTake() {
        assertThat(budget.share(RESERVE).growTo(MAX - RESERVE)).isTrue();
        assertThat(budget.share(RESERVE).growTo(1)).isFalse();
        assertThat(budget.share(0).growTo(RESERVE)).isTrue();
        assertThat(budget.taken()).isEqualTo(MAX);
    }

    @Test
    void whoHoldsEnoughMayGoOnHoweverMuchOthersHold() {
        ByteBudget.Share share = budget.share(RESERVE);
        assertThat(share.growTo(MAX - RESERVE)).isTrue();
        assertThat(budget.share(0).growTo(RESERVE)).isTrue();
        assertThat(share.growTo(MAX - RESERVE)).isTrue();
    }

    @Test
    void whatIsLargerThanAllCanBeHadByOneAtATime() {
        ByteBudget.Share share = budget.share(RESERVE);
        assertThat(share.growTo(10 * MAX)).isTrue();
        assertThat(budget.share(RESERVE).growTo(10 * MAX)).isFalse();
        share.giveBack();
        share.giveBack();
        assertThat(budget.share(RESERVE).growTo(10 * MAX)).isTrue();
    }
}
