package dev.cairn.synthetic;

import java.util.Arrays;
import java.util.OptionalLong;

/// Gives every number bytes of its own that look random, and finds the number again: keys, accounts, hashes.
///
/// The first bytes (up to eight) are a [Permutation] of the number, so no two numbers share them; size and
/// further bytes follow from those. Hence the order of ids is the order of their heads, read as unsigned numbers.
final class IdSpace {
    private final IntRange size;
    private final int headBytes;
    private final Permutation permutation;
    private final Dice sizes;
    private final Dice tails;

    IdSpace(long seed, String purpose, IntRange size) {
        this.size = size;
        headBytes = Math.min(Long.BYTES, size.min());
        permutation = new Permutation(Dice.of(seed, purpose + ", head").at(0), headBytes);
        sizes = Dice.of(seed, purpose + ", size");
        tails = Dice.of(seed, purpose + ", tail");
    }

    long headOf(long number) {
        return permutation.imageOf(number);
    }

    long numberAt(long head) {
        return permutation.numberOf(head);
    }

    int bytesOf(long head) {
        return size.fixed() ? size.min() : size.pick(sizes.at(head));
    }

    void write(long head, int bytes, byte[] target, int from) {
        Noise.putHead(head, target, from, headBytes);
        Noise.fill(tails.at(head), target, from + headBytes, bytes - headBytes);
    }

    byte[] idOf(long number) {
        long head = headOf(number);
        byte[] id = new byte[bytesOf(head)];
        write(head, id.length, id, 0);
        return id;
    }

    /// The number whose id this is, or nothing if it is nobody's.
    OptionalLong numberOf(byte[] id) {
        if (id.length < headBytes) {
            return OptionalLong.empty();
        }
        long head = 0;
        for (int i = 0; i < headBytes; i++) {
            head = head << 8 | (id[i] & 0xFF);
        }
        long number = numberAt(head);
        return Arrays.equals(id, idOf(number)) ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
