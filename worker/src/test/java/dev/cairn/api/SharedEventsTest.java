package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.read.BlockInfo;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SharedEventsTest {
    private static final BlockRef PARENT = ref(6, "aa");
    private static final BlockRef BLOCK = ref(7, "bb");

    private final SharedEvents events = new SharedEvents();

    @Test
    void theEventOfABlockIsMadeOnceForAllWhoAreToldTheSame() {
        byte[] first = applied(BLOCK, PARENT, OptionalLong.of(6));
        assertThat(applied(BLOCK, PARENT, OptionalLong.of(6))).isSameAs(first);
        assertThat(new String(first, StandardCharsets.UTF_8))
                .startsWith("id: 7:" + "bb".repeat(32) + ",6:" + "aa".repeat(32) + "\nevent: applied\ndata: {")
                .contains("\"finalized\":6");
    }

    @Test
    void whoIsToldSomethingElseHasAnEventOfItsOwn() {
        byte[] first = applied(BLOCK, PARENT, OptionalLong.of(6));
        assertThat(text(applied(BLOCK, PARENT, OptionalLong.empty()))).contains("\"finalized\":null");
        assertThat(text(applied(BLOCK, ref(5, "cc"), OptionalLong.of(6)))).contains(",5:cc");
        assertThat(applied(BLOCK, PARENT, OptionalLong.of(6))).isEqualTo(first);
    }

    @Test
    void blocksOfOneHeightOnTwoBranchesAreToldApart() {
        assertThat(text(applied(BLOCK, PARENT, OptionalLong.of(6)))).contains("\"hash\":\"bb");
        assertThat(text(applied(ref(7, "dd"), PARENT, OptionalLong.of(6)))).contains("\"hash\":\"dd");
        assertThat(text(applied(BLOCK, PARENT, OptionalLong.of(6)))).contains("\"hash\":\"bb");
    }

    private byte[] applied(BlockRef block, BlockRef root, OptionalLong finalHeight) {
        return events.applied(
                new BlockInfo(block, Optional.of(PARENT.hash()), 1_000, 3, Optional.empty()),
                finalHeight,
                new BlockStreamId(block, root));
    }

    private static String text(byte[] event) {
        return new String(event, StandardCharsets.UTF_8);
    }

    private static BlockRef ref(long height, String twoDigits) {
        return new BlockRef(new BlockHeight(height), new BlockHash(Bytes.ofHex(twoDigits.repeat(32))));
    }
}
