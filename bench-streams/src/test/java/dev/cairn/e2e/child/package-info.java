/// Tests of what the processes of the end-to-end comparison agree on.
@NullMarked
package dev.cairn.e2e.child;

import org.jspecify.annotations.NullMarked;
