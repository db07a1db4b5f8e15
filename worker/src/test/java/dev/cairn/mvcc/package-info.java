@NullMarked
package dev.cairn.mvcc;

import org.jspecify.annotations.NullMarked;
