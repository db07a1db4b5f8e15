@NullMarked
package dev.cairn.flush;

import org.jspecify.annotations.NullMarked;
