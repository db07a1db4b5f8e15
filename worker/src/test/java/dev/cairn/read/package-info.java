@NullMarked
package dev.cairn.read;

import org.jspecify.annotations.NullMarked;
