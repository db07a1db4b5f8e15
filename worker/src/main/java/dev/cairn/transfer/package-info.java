/// Carries the state of one height out of a database at rest, in forms that others read, and into a new
/// one.
@NullMarked
package dev.cairn.transfer;

import org.jspecify.annotations.NullMarked;
