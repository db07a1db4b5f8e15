/// `./cairn demo`: a broker, a chain and a worker, to look at.
@NullMarked
package dev.cairn.demo;

import org.jspecify.annotations.NullMarked;
