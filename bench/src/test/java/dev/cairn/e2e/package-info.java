/// Tests of the end-to-end comparison.
@NullMarked
package dev.cairn.e2e;

import org.jspecify.annotations.NullMarked;
