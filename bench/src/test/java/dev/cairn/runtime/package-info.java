/// Whole workers against a real broker and a real disk, in good days and under every fault.
@NullMarked
package dev.cairn.runtime;

import org.jspecify.annotations.NullMarked;
