package dev.cairn.handle;

import static dev.cairn.fixtures.TextState.key;
import static dev.cairn.fixtures.TextState.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import org.junit.jupiter.api.Test;

class ChangesWriterTest {
    private final ChangesWriter writer = new ChangesWriter();

    @Test
    void changesComeOutAsTheyWerePutDown() {
        writer.put(key("a"), value("one"));
        writer.delete(key("bb"));
        writer.put(key("a"), value(""));
        assertThat(writer.changes().toList())
                .containsExactly(
                        new StateChange.Put(key("a"), value("one")),
                        new StateChange.Delete(key("bb")),
                        new StateChange.Put(key("a"), value("")));
    }

    @Test
    void whatCameOutStaysWhenTheWriterIsUsedAgain() {
        writer.put(key("first"), value("1"));
        StateChanges first = writer.changes();
        writer.put(key("other"), value("2"));
        assertThat(writer.changes().toList()).containsExactly(new StateChange.Put(key("other"), value("2")));
        assertThat(first.toList()).containsExactly(new StateChange.Put(key("first"), value("1")));
    }

    @Test
    void nothingPutDownIsNoChanges() {
        assertThat(writer.changes()).isSameAs(StateChanges.NONE);
    }
}
