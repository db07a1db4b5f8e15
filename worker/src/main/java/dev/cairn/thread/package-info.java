/// Who runs, and who owns what.
@NullMarked
package dev.cairn.thread;

import org.jspecify.annotations.NullMarked;
