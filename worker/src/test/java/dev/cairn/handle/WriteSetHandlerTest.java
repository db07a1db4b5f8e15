package dev.cairn.handle;

import static dev.cairn.fixtures.TextState.key;
import static dev.cairn.fixtures.TextState.value;
import static dev.cairn.handle.TestEvents.block;
import static dev.cairn.handle.TestEvents.instruction;
import static dev.cairn.handle.TestEvents.mint;
import static dev.cairn.handle.TestEvents.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.StateChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteSetHandlerTest {
    private final TestState parent = new TestState();
    private final BlockHandling handling = new BlockHandling(new WriteSetHandler());

    @Test
    void aBlockDoesWhatItsEventsSayWithoutACopyAndWithoutARead() {
        BlockTransaction first = transaction(0, new StateChange.Put(key("a"), value("1")));
        BlockTransaction second = transaction(4, new StateChange.Delete(key("a")));
        BlockHeader block = block(new StateChange.Put(key("b"), value("2")));
        assertThat(handling.changes(block, List.of(first, second), parent))
                .satisfiesExactly(
                        changes -> assertThat(changes).isSameAs(first.changes()),
                        changes -> assertThat(changes).isSameAs(second.changes()),
                        changes -> assertThat(changes).isSameAs(block.changes()));
        assertThat(parent.reads).isZero();
    }

    @Test
    void aPayloadMeansNothingToIt() {
        assertThat(handling.changes(block(), List.of(instruction(0, mint("alice", 5))), parent))
                .allSatisfy(changes -> assertThat(changes.isEmpty()).isTrue());
    }
}
