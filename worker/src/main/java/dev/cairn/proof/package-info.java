/// What can be proved of a database at rest: that it is whole, that it equals another, what of a damaged
/// one is true.
@NullMarked
package dev.cairn.proof;

import org.jspecify.annotations.NullMarked;
