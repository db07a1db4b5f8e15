/// Processes that are killed while they write, and what is found afterwards.
@NullMarked
package dev.cairn.crash;

import org.jspecify.annotations.NullMarked;
