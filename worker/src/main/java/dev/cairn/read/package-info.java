/// Answers at any height: memory first, then disk. A reader never meets a writer.
@NullMarked
package dev.cairn.read;

import org.jspecify.annotations.NullMarked;
