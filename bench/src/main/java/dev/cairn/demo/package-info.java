/// `./cairn demo`: what Cairn does, to look at.
@NullMarked
package dev.cairn.demo;

import org.jspecify.annotations.NullMarked;
