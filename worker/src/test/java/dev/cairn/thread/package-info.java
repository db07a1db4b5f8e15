@NullMarked
package dev.cairn.thread;

import org.jspecify.annotations.NullMarked;
