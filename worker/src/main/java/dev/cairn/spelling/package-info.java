/// What somebody meant who wrote a name that does not exist, and how what they wrote may stand in a message.
@NullMarked
package dev.cairn.spelling;

import org.jspecify.annotations.NullMarked;
