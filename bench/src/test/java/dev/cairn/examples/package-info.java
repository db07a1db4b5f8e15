/// Runs the example producers of `docs/examples` against a real broker, and holds the guide to what they publish.
@NullMarked
package dev.cairn.examples;

import org.jspecify.annotations.NullMarked;
