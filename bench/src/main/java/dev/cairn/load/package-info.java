/// What the server for HTTP bears: point reads against its own hello world, and beside clients that are many, slow or
/// greedy.
@NullMarked
package dev.cairn.load;

import org.jspecify.annotations.NullMarked;
