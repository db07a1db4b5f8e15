@NullMarked
package dev.cairn.metrics;

import org.jspecify.annotations.NullMarked;
