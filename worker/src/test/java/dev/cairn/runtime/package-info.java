@NullMarked
package dev.cairn.runtime;

import org.jspecify.annotations.NullMarked;
