/// Holds what operators deploy (`docker`, `ops`) to its word, with the programs that will read it.
@NullMarked
package dev.cairn.deploy;

import org.jspecify.annotations.NullMarked;
