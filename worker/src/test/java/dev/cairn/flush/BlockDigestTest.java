package dev.cairn.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.mvcc.BlockLayer;
import org.junit.jupiter.api.Test;

class BlockDigestTest {
    private final BlockDigest digest = new BlockDigest();

    /// The example of docs/digests.md, which was computed by another language's SHA-256.
    @Test
    void digestsAreThoseOfTheSpecification() {
        BlockLayer layer = BlockLayer.of(
                ChainBuilder.first(0).put("key", "value").delete("gone").build());
        Bytes changes = digest.ofChanges(layer, layer.keyOrder());
        assertThat(changes.toHex()).isEqualTo("8159808e5eb104e4d5607bb245ee0a721ed0216b7650b255e73fb7ec0a91efac");
        Bytes chained = digest.chained(BlockDigest.BEFORE_THE_FIRST, 0, new BlockHash(Bytes.ofHex("aa")), changes);
        assertThat(chained.toHex()).isEqualTo("40dce2416024a377eb9ff7f3f6eeecd6c6a9368bd4f7c97c579c2d8e20807175");
    }

    @Test
    void onlyWhatCountsIsDigested() {
        BlockLayer once =
                BlockLayer.of(ChainBuilder.first(0).put("a", "2").delete("b").build());
        BlockLayer twice = BlockLayer.of(
                ChainBuilder.first(0).delete("b").put("a", "1").put("a", "2").build());
        BlockLayer other =
                BlockLayer.of(ChainBuilder.first(0).put("a", "1").delete("b").build());
        assertThat(ofChanges(twice)).isEqualTo(ofChanges(once)).isNotEqualTo(ofChanges(other));
    }

    private Bytes ofChanges(BlockLayer layer) {
        return digest.ofChanges(layer, layer.keyOrder());
    }
}
