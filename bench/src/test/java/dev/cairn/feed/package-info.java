@NullMarked
package dev.cairn.feed;

import org.jspecify.annotations.NullMarked;
