/// Records become whole blocks, in the order of the blocks partition.
@NullMarked
package dev.cairn.assemble;

import org.jspecify.annotations.NullMarked;
