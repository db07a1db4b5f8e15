/// `./cairn bench soak`: a worker in use for a long time, and what grows meanwhile.
@NullMarked
package dev.cairn.soak;

import org.jspecify.annotations.NullMarked;
