package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void aVisitorSeesBlocksAReorgTheStateAndWhatIsSaidOfBadRecords() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Demo(new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("block 0  ", " on nothing (the first)", "← a reorg", "put    ", "delete ", "oracle knows it")
                .contains("partition 0, offset ", "found no value (a tombstone)", "the content type 'text/csv'");
    }
}
