@NullMarked
package dev.cairn.assemble;

import org.jspecify.annotations.NullMarked;
