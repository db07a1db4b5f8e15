/// What the store is measured with: its load, the plain databases beside it, and the contests between them.
@NullMarked
package dev.cairn.store;

import org.jspecify.annotations.NullMarked;
