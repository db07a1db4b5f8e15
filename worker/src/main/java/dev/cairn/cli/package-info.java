/// What can be typed: commands, what they print, and the codes they end with.
@NullMarked
package dev.cairn.cli;

import org.jspecify.annotations.NullMarked;
