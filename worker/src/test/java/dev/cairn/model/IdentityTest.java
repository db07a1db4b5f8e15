package dev.cairn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void aHeightIsNeverNegativeAndAlwaysHasANext() {
        assertThat(new BlockHeight(0))
                .isLessThan(new BlockHeight(BlockHeight.MAX_VALUE))
                .hasToString("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockHeight(-1))
                .withMessage("expected a height from 0 to 9223372036854775806, but got -1");
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockHeight(Long.MAX_VALUE));
    }

    @Test
    void aBlockHashHasOneToSixtyFourBytes() {
        assertThat(new BlockHash(Bytes.ofHex("0aff"))).hasToString("0aff");
        assertThat(new BlockHash(bytes(64)).bytes().length()).isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockHash(Bytes.EMPTY))
                .withMessage("expected a block hash of 1 to 64 bytes, but got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockHash(bytes(65)));
    }

    @Test
    void blocksOfOneHeightDifferByHash() {
        BlockRef block = new BlockRef(new BlockHeight(7), new BlockHash(Bytes.ofHex("aa")));
        assertThat(block).hasToString("7:aa");
        assertThat(block).isNotEqualTo(new BlockRef(new BlockHeight(7), new BlockHash(Bytes.ofHex("ab"))));
    }

    @Test
    void aKeyHasOneByteToSixtyFourKibibytes() {
        assertThat(new StateKey(bytes(1))).isLessThan(new StateKey(bytes(65_536)));
        assertThat(new StateKey(Bytes.ofHex("ff"))).hasToString("0xff");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateKey(Bytes.EMPTY))
                .withMessage("expected a key of 1 to 65536 bytes, but got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new StateKey(bytes(65_537)));
    }

    @Test
    void aValueMayBeEmptyAndHasUpToSixteenMebibytes() {
        assertThat(new StateValue(Bytes.EMPTY)).hasToString("0x");
        assertThat(new StateValue(bytes(16 << 20)).bytes().length()).isEqualTo(16_777_216);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateValue(bytes((16 << 20) + 1)))
                .withMessage("expected a value of at most 16777216 bytes, but got 16777217");
    }

    private static Bytes bytes(int length) {
        return Bytes.wrap(new byte[length]);
    }
}
