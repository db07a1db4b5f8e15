@NullMarked
package dev.cairn.handle;

import org.jspecify.annotations.NullMarked;
