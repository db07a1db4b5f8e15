/// The two loops that carry data from one station to the next.
@NullMarked
package dev.cairn.pipeline;

import org.jspecify.annotations.NullMarked;
