@NullMarked
package dev.cairn.marks;

import org.jspecify.annotations.NullMarked;
