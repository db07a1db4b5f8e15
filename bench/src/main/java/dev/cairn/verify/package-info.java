/// Holds what a worker answers against what the chain's oracle knows.
@NullMarked
package dev.cairn.verify;

import org.jspecify.annotations.NullMarked;
