/// Tests of the long run.
@NullMarked
package dev.cairn.soak;

import org.jspecify.annotations.NullMarked;
