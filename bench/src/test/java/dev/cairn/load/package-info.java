@NullMarked
package dev.cairn.load;

import org.jspecify.annotations.NullMarked;
