/// What a transaction does to the state.
@NullMarked
package dev.cairn.handle;

import org.jspecify.annotations.NullMarked;
