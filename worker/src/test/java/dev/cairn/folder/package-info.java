@NullMarked
package dev.cairn.folder;

import org.jspecify.annotations.NullMarked;
