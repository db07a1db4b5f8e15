package dev.cairn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StateChangesTest {
    private static final byte[] SOURCE = "keyvalue".getBytes(StandardCharsets.US_ASCII);

    private final StateChanges.Builder builder = new StateChanges.Builder();

    @Test
    void changesComeBackInTheirOrder() {
        builder.put(0, 3, 3, 5);
        builder.delete(0, 3);
        builder.put(3, 5, 0, 0);
        StateChanges changes = builder.build(SOURCE);
        assertThat(changes.toList())
                .containsExactly(
                        new StateChange.Put(key("key"), value("value")),
                        new StateChange.Delete(key("key")),
                        new StateChange.Put(key("value"), value("")));
        assertThat(changes.size()).isEqualTo(3);
        assertThat(changes.isDelete(1)).isTrue();
        assertThat(changes.isDelete(2)).isFalse();
        assertThat(changes.valueLength(0)).isEqualTo(5);
        assertThat(changes.source()).isSameAs(SOURCE);
    }

    @Test
    void theBuilderIsEmptyAfterBuildingAndWhatItBuiltStays() {
        builder.put(0, 3, 3, 5);
        StateChanges first = builder.build(SOURCE);
        assertThat(builder.size()).isZero();
        builder.delete(3, 5);
        assertThat(builder.build(SOURCE).toList()).containsExactly(new StateChange.Delete(key("value")));
        assertThat(first.toList()).containsExactly(new StateChange.Put(key("key"), value("value")));
    }

    @Test
    void thereIsRoomForMoreThanTheBuilderStartsWith() {
        for (int i = 0; i < 1000; i++) {
            builder.delete(i % 8, 1);
        }
        StateChanges changes = builder.build(SOURCE);
        assertThat(changes.size()).isEqualTo(1000);
        assertThat(changes.get(999)).isEqualTo(new StateChange.Delete(key("e")));
    }

    @Test
    void whatIsClearedIsGone() {
        builder.put(0, 3, 3, 5);
        builder.clear();
        assertThat(builder.build(SOURCE)).isSameAs(StateChanges.NONE);
        assertThat(StateChanges.NONE.isEmpty()).isTrue();
    }

    @Test
    void equalityIsThatOfTheChangesNotOfWhereTheyLie() {
        builder.put(0, 3, 3, 5);
        StateChanges here = builder.build(SOURCE);
        builder.put(1, 3, 4, 5);
        StateChanges there = builder.build("-keyvalue".getBytes(StandardCharsets.US_ASCII));
        assertThat(here).isEqualTo(there).hasSameHashCodeAs(there).hasToString(there.toString());
        assertThat(here.isEmpty()).isFalse();
        assertThat(here).isNotEqualTo(StateChanges.NONE).isNotEqualTo("something else");
    }

    @Test
    void positionsOutsideTheSourceAreRefused() {
        builder.put(0, 3, 3, 6);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> builder.build(SOURCE));
        builder.clear();
        builder.delete(6, 3);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> builder.build(SOURCE));
    }

    private static StateKey key(String text) {
        return new StateKey(ascii(text));
    }

    private static StateValue value(String text) {
        return new StateValue(ascii(text));
    }

    private static Bytes ascii(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
