/// What commands show while they work.
@NullMarked
package dev.cairn.terminal;

import org.jspecify.annotations.NullMarked;
