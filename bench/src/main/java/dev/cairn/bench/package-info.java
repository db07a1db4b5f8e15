/// The benchmarks' command line, and how two things are compared fairly on a noisy machine.
@NullMarked
package dev.cairn.bench;

import org.jspecify.annotations.NullMarked;
