@NullMarked
package dev.cairn.storage;

import org.jspecify.annotations.NullMarked;
