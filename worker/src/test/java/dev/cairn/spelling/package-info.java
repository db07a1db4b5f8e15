@NullMarked
package dev.cairn.spelling;

import org.jspecify.annotations.NullMarked;
