/// What somebody meant who wrote a name that does not exist.
@NullMarked
package dev.cairn.spelling;

import org.jspecify.annotations.NullMarked;
