@NullMarked
package dev.cairn.pipeline;

import org.jspecify.annotations.NullMarked;
