@NullMarked
package dev.cairn.prune;

import org.jspecify.annotations.NullMarked;
