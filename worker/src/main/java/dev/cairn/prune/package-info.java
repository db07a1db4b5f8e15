/// Forgets what is older than somebody needs.
@NullMarked
package dev.cairn.prune;

import org.jspecify.annotations.NullMarked;
