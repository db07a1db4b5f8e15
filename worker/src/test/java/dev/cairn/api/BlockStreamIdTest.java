package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.BlockRef;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockStreamIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"0:00", "7:abcd", "9223372036854775805:ff", "7:abcd,3:ef01", "1:01,0:02"})
    void whatIsWrittenIsReadBack(String text) {
        assertThat(BlockStreamId.parse(text).orElseThrow()).hasToString(text);
    }

    @Test
    void theLongestThereCanBeIsReadBack() {
        String hash = "ab".repeat(64);
        String text = "9223372036854775805:" + hash + ",9223372036854775804:" + hash;
        assertThat(BlockStreamId.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ",",
                "7",
                "7:",
                ":ab",
                "x:ab",
                "-1:ab",
                "+1:ab",
                " 1:ab",
                "7:abc",
                "7:xy",
                "7:ab,",
                "7:ab,8:ab",
                "7:ab,7:ab",
                "7:ab,3:cd,1:ef",
                "7:ab:cd",
                "9223372036854775806:ab",
                "9223372036854775807:ab",
                "18446744073709551615:ab",
                "99999999999999999999:ab",
                "7:ab\n"
            })
    void whatIsNoneIsRefused(String text) {
        assertThat(BlockStreamId.parse(text)).isEmpty();
    }

    @Test
    void hashesThatAreTooLongAreRefusedWithoutBeingRead() {
        assertThat(BlockStreamId.parse("7:" + "ab".repeat(65))).isEmpty();
        assertThat(BlockStreamId.parse("7:" + "ab".repeat(1_000_000))).isEmpty();
    }

    @Test
    void aRootBelowWhatIsWantedIsLeftOut() {
        BlockStreamId id = BlockStreamId.parse("7:ab,3:cd").orElseThrow();
        assertThat(id.branch(3).newestFirst()).containsExactly(id.newest(), id.root());
        assertThat(id.branch(4).newestFirst()).containsExactly(id.newest());
        assertThat(id.branch(100).newestFirst()).containsExactly(id.newest());
    }

    @Test
    void anIdOfABranchNamesItsNewestAndItsRoot() {
        BlockRef low = BlockStreamId.parse("3:cd").orElseThrow().newest();
        BlockRef high = BlockStreamId.parse("7:ab").orElseThrow().newest();
        assertThat(BlockStreamId.of(FollowedBranch.of(Stream.of(low, high).toList())))
                .hasToString("7:ab,3:cd");
        assertThat(BlockStreamId.of(FollowedBranch.of(Stream.of(high).toList())))
                .hasToString("7:ab");
    }
}
