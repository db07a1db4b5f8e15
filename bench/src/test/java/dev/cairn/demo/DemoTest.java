package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.synthetic.SyntheticChain;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void whoReadsOfManyBlocksAndALowerHeightIsToldWhereTheRestIs() {
        SyntheticChain chain = SyntheticChain.of(Demo.spec(1), 2_000);
        Set<Integer> visible = new HashSet<>();
        int tip = chain.tipAfter(2_000);
        for (long height = chain.spec().genesisHeight(); height <= chain.height(tip); height++) {
            visible.add(chain.ancestor(tip, height));
        }

        assertThat(Demo.history(chain))
                .startsWith("the chain: 2,000 block events, up to height 1,")
                .endsWith("; " + (2_000 - visible.size()) + " of them were replaced in reorganisations");
    }
}
