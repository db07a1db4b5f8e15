/// From memory to disk: when (policy), what (round), how (flusher), and what came of it (report).
@NullMarked
package dev.cairn.flush;

import org.jspecify.annotations.NullMarked;
