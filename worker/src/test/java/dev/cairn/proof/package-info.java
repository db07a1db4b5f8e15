@NullMarked
package dev.cairn.proof;

import org.jspecify.annotations.NullMarked;
