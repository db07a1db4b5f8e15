/// What is durable: the state at every height, the blocks, what each of them changed, and where to go on reading. Two
/// backends behind one narrow interface, and the only package that knows RocksDB. [Storage] is what to read first,
/// [Column] lists everything that lies on disk.
@NullMarked
package dev.cairn.storage;

import org.jspecify.annotations.NullMarked;
