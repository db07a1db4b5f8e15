/// Builds a worker from its parts, runs it, and closes it in reverse. The one place that knows every class.
@NullMarked
package dev.cairn.runtime;

import org.jspecify.annotations.NullMarked;
