/// Copies of a database as of one block, each in a folder of its own.
@NullMarked
package dev.cairn.snapshot;

import org.jspecify.annotations.NullMarked;
