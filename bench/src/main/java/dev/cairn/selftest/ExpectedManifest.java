package dev.cairn.selftest;

import com.google.protobuf.ByteString;
import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.StateView;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.verify.ChainedDigests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a database of the chain has to hold, written down before anybody looks into one: by the oracle alone.
final class ExpectedManifest {
    private static final int HEIGHTS_MAX = 100;
    private static final String HEADER = """
            # What the state has to be, by the chain's oracle. One line for a height; all hexadecimal:
            #   height  hash of the block  chained digest (docs/digests.md)  number of keys  SHA-256 of the state
            # The state is hashed in the order of keys: u32(length) ‖ key ‖ u32(length) ‖ value, one after the other.
            """;

    private final SyntheticChain chain;
    private final Oracle oracle;

    ExpectedManifest(SyntheticChain chain) {
        this.chain = chain;
        oracle = chain.oracle();
    }

    String text() {
        List<String> lines = new ArrayList<>();
        ChainedDigests digests = new ChainedDigests(chain, oracle);
        int tip = chain.tipAfter(chain.announcements());
        long first = chain.spec().genesisHeight();
        long last = chain.height(tip);
        long step = Math.max(1, (last - first) / (HEIGHTS_MAX - 1));
        for (long height = first; height <= last; height++) {
            int block = chain.ancestor(tip, height);
            ByteString digest = digests.after(block);
            if ((height - first) % step == 0 || height == last) {
                lines.add(line(block, digest));
            }
        }
        return HEADER + String.join("\n", lines) + "\n";
    }

    private String line(int block, ByteString digest) {
        MessageDigest sha256 = ChainedDigests.sha256();
        long keys = 0;
        for (StateView.Entry entry : oracle.stateAfter(block)) {
            update(sha256, entry.key());
            update(sha256, entry.value());
            keys++;
        }
        HexFormat hex = HexFormat.of();
        return "%d %s %s %d %s"
                .formatted(
                        chain.height(block),
                        hex.formatHex(chain.hash(block)),
                        hex.formatHex(digest.toByteArray()),
                        keys,
                        hex.formatHex(sha256.digest()));
    }

    private static void update(MessageDigest digest, ByteString bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.size()).array());
        digest.update(bytes.toByteArray());
    }
}
