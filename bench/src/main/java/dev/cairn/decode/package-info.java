/// Measures the worker's decode package from inside it.
@NullMarked
package dev.cairn.decode;

import org.jspecify.annotations.NullMarked;
