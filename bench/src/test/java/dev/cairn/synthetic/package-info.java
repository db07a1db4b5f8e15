@NullMarked
package dev.cairn.synthetic;

import org.jspecify.annotations.NullMarked;
