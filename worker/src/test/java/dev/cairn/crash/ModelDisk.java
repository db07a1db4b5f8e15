package dev.cairn.crash;

import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What has to be on disk, the slow way: every block of the branch from the first one on, and the floor.
record ModelDisk(List<Block> blocks, long floor) {
    static final ModelDisk EMPTY = new ModelDisk(List.of(), 0);

    ModelDisk {
        blocks = List.copyOf(blocks);
    }

    Optional<BlockRef> tip() {
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(blocks.getLast().ref());
    }

    long height() {
        return blocks.size() - 1L;
    }

    ModelDisk after(CrashStep step) {
        return switch (step) {
            case CrashStep.Flush(var _, var flushed, var newFloor) -> {
                List<Block> longer = new ArrayList<>(blocks);
                longer.addAll(flushed);
                yield new ModelDisk(longer, Math.max(floor, newFloor.orElse(floor)));
            }
            case CrashStep.Prune(var newFloor) -> new ModelDisk(blocks, Math.max(floor, newFloor));
            case CrashStep.Rewind(var height) -> new ModelDisk(blocks.subList(0, (int) height + 1), floor);
            case CrashStep.Checkpoint _, CrashStep.Settle _, CrashStep.Compact _, CrashStep.Reopen _ -> this;
        };
    }

    /// What a block changes, as it counts.
    NavigableMap<StateKey, Optional<StateValue>> changesAt(long height) {
        NavigableMap<StateKey, Optional<StateValue>> changes = new TreeMap<>();
        for (StateChanges some : blocks.get((int) height).changes()) {
            for (StateChange change : some.toList()) {
                switch (change) {
                    case StateChange.Put(var key, var value) -> changes.put(key, Optional.of(value));
                    case StateChange.Delete(var key) -> changes.put(key, Optional.empty());
                }
            }
        }
        return changes;
    }

    /// Makes a state that is right below a height right at it.
    void apply(long height, NavigableMap<StateKey, StateValue> state) {
        changesAt(height)
                .forEach((key, value) ->
                        value.ifPresentOrElse(present -> state.put(key, present), () -> state.remove(key)));
    }

    /// As docs/digests.md has it.
    Bytes digestAfter(Bytes before, long height) {
        MessageDigest sha256 = sha256();
        NavigableMap<StateKey, Optional<StateValue>> changes = changesAt(height);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, changes.size()));
        changes.forEach((key, value) -> {
            sha256.update((byte) (value.isPresent() ? 1 : 0));
            update(sha256, key.bytes());
            value.ifPresent(present -> update(sha256, present.bytes()));
        });
        byte[] ofChanges = sha256.digest();
        Bytes hash = blocks.get((int) height).ref().hash().bytes();
        sha256.update(before.toArray());
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, height));
        sha256.update((byte) hash.length());
        sha256.update(hash.toArray());
        return Bytes.wrap(sha256.digest(ofChanges));
    }

    private static void update(MessageDigest digest, Bytes bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length()));
        digest.update(bytes.toArray());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
