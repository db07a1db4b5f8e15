@NullMarked
package dev.cairn.decode;

import org.jspecify.annotations.NullMarked;
