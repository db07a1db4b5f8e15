/// Who runs, who owns what, and by which clock they wait.
@NullMarked
package dev.cairn.thread;

import org.jspecify.annotations.NullMarked;
