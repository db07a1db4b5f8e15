/// What the processes of the end-to-end comparison agree on: what a child is told, and what it gives back.
@NullMarked
package dev.cairn.e2e.child;

import org.jspecify.annotations.NullMarked;
