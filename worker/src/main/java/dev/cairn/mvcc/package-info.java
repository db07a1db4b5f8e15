/// The multi-version store in memory: blocks that can still be replaced, blocks that are final and on their way to
/// disk, and the newest versions of what is on disk already. One thread writes, everyone reads, nobody waits.
@NullMarked
package dev.cairn.mvcc;

import org.jspecify.annotations.NullMarked;
