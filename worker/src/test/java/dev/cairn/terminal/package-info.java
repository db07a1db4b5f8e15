@NullMarked
package dev.cairn.terminal;

import org.jspecify.annotations.NullMarked;
