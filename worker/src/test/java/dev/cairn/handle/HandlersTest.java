package dev.cairn.handle;

import static dev.cairn.fixtures.TextState.key;
import static dev.cairn.fixtures.TextState.value;
import static dev.cairn.handle.TestEvents.block;
import static dev.cairn.handle.TestEvents.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.model.Bytes;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlersTest {
    /// Tests run in the folder of their module, one below the top of the repository.
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "java", "CountingHandler.java");

    @Test
    void ourOwnAreFoundByName() {
        assertThat(Handlers.named("writes")).isInstanceOf(WriteSetHandler.class);
        assertThat(Handlers.named("ledger")).isInstanceOf(LedgerHandler.class);
    }

    @Test
    void everyOneWhoAsksGetsAHandlerOfHisOwn() {
        assertThat(Handlers.named("ledger")).isNotSameAs(Handlers.named("ledger"));
    }

    @Test
    void theHandlerOfTheGuideIsFoundInItsJarAndHandlesBlocks(@TempDir Path folder) throws IOException {
        try (URLClassLoader classPath = exampleNamed(folder, "counting")) {
            BlockHandling handling = new BlockHandling(Handlers.named("counting", classPath));
            TestState state = new TestState();
            state.apply(handling.changes(
                    block(),
                    List.of(
                            payload(0, "vote", Bytes.EMPTY),
                            payload(1, "", Bytes.EMPTY),
                            payload(2, "vote", Bytes.EMPTY)),
                    state));
            state.apply(handling.changes(block(), List.of(payload(0, "vote", Bytes.EMPTY)), state));
            assertThat(state.entries)
                    .containsEntry(key("count/vote"), value("3"))
                    .containsEntry(key("count/"), value("1"))
                    .hasSize(2);
        }
    }

    @Test
    void aNameThatNobodyHasIsAnsweredWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handlers.named("tokens"))
                .withMessage("handle.handler is 'tokens', but there is no handler of that name, only ledger, writes."
                        + " A handler of your own has to be on the class path, see docs/handlers.md");
    }

    @Test
    void aSlipOfTheKeyboardIsUnderstoodAndNotGuessed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handlers.named("Ledgers"))
                .withMessageContaining("only ledger, writes. Did you mean 'ledger'? A handler of your own");
    }

    @Test
    void twoOfOneNameAreRefused(@TempDir Path folder) throws IOException {
        try (URLClassLoader classPath = exampleNamed(folder, "writes")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Handlers.named("writes", classPath))
                    .withMessage("handle.handler is 'writes', but several handlers on the class path have that name:"
                            + " CountingHandler, dev.cairn.handle.WriteSetHandler; take the jars of all but one away");
            assertThat(Handlers.named("ledger", classPath)).isInstanceOf(LedgerHandler.class);
        }
    }

    @Test
    void aJarThatCannotBeLoadedIsNamed(@TempDir Path folder) throws IOException {
        try (URLClassLoader classPath = HandlerJar.withoutItsClass(folder, "NobodyHome")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Handlers.named("ledger", classPath))
                    .withMessageStartingWith("handle.handler cannot be looked up, since a handler on the class path"
                            + " cannot be loaded (")
                    .withMessageContaining("NobodyHome")
                    .withMessageEndingWith("); mend its jar or take it away");
        }
    }

    @Test
    void aConfigurationOfAWorkerNamesAHandlerThatThereIs() {
        assertThat(HandleConfig.ofOneThatIsThere("ledger").handler()).isEqualTo("ledger");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HandleConfig.ofOneThatIsThere(" "))
                .withMessageStartingWith("handle.handler is ' ', but there is no handler of that name");
        assertThat(new HandleConfig("tokens").handler()).isEqualTo("tokens");
    }

    private static URLClassLoader exampleNamed(Path folder, String name) throws IOException {
        String source = Files.readString(EXAMPLE).replace("\"counting\"", '"' + name + '"');
        return HandlerJar.onClassPath(folder, "CountingHandler", source);
    }
}
