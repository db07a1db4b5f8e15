@NullMarked
package dev.cairn.schemas;

import org.jspecify.annotations.NullMarked;
