/// Where the program starts.
@NullMarked
package dev.cairn;

import org.jspecify.annotations.NullMarked;
