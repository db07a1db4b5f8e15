/// Bytes become meaning: every record turns into an event or into a statement of why it is none.
@NullMarked
package dev.cairn.decode;

import org.jspecify.annotations.NullMarked;
