@NullMarked
package dev.cairn.verify;

import org.jspecify.annotations.NullMarked;
