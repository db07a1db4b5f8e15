@NullMarked
package dev.cairn.architecture;

import org.jspecify.annotations.NullMarked;
