/// What stops the work: why, where, and what to do about it.
@NullMarked
package dev.cairn.fault;

import org.jspecify.annotations.NullMarked;
